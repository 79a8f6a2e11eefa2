import { isPodError } from '@parley/pod-client';
import { Button, SaveButton } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { Notice } from '../../../design/notice.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Progress } from '../../../design/progress.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import type { AttachmentProps } from './attachment-acts.tsx';
import styles from './file-dialog.module.css';
import { useFile } from './use-file.ts';

/** Shows a photo, and saves what is no photo. */
export function FileDialog({ pod, attachment, onClose }: AttachmentProps & { readonly onClose: () => void }) {
  const { common, issues } = useWords();
  const words = issues.attachments;
  const formats = useFormats();
  const { address, fault, read } = useFile(pod, attachment);
  const name = attachment.name ?? words.unnamed;
  const isPhoto = attachment.mediaType.startsWith('image/');
  const size = words.kilobytes(formats.number(Math.ceil(attachment.size / 1_000)));
  return (
    <Dialog
      title={<bdi>{name}</bdi>}
      onClose={onClose}
      actions={
        <>
          {address !== undefined && (
            <SaveButton address={address} name={name}>
              {words.save}
            </SaveButton>
          )}
          <Button onClick={onClose}>{common.close}</Button>
        </>
      }
    >
      {address === undefined && fault === null && <Progress words={words.reading} />}
      {address !== undefined && isPhoto && <img className={styles['photo']} src={address} alt={name} />}
      {address !== undefined && !isPhoto && <p>{words.canBeSaved(size)}</p>}
      {fault !== null && <FileFault fault={fault} onRetry={read} />}
    </Dialog>
  );
}

function FileFault({ fault, onRetry }: { readonly fault: Error; readonly onRetry: () => unknown }) {
  const { issues } = useWords();
  const code = isPodError(fault) ? fault.code : undefined;
  if (code === 'not_found') return <Notice tone="bad">{issues.attachments.gone}</Notice>;
  if (code === 'content_rejected' || code === 'too_large')
    return <Notice tone="bad">{issues.attachments.unlike}</Notice>;
  return <ProblemNotice fault={fault} onRetry={onRetry} />;
}
