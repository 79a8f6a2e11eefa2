import type { Pod } from '@parley/pod-client';
import type { Attachment } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Row } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { FileDialog } from './file-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

export interface AttachmentProps {
  readonly pod: Pod;
  readonly itemId: string;
  readonly attachment: Attachment;
}

/** What the person can do with one of the files of an issue. */
export function AttachmentActs(props: AttachmentProps) {
  const { issues } = useWords();
  const words = issues.attachments;
  const name = props.attachment.name ?? words.unnamed;
  const [open, setOpen] = useState<'file' | 'remove'>();
  const onClose = () => setOpen(undefined);
  return (
    <Row>
      <Button weight="quiet" aria-label={words.openIt(name)} onClick={() => setOpen('file')}>
        {words.open}
      </Button>
      <Button weight="quiet" aria-label={words.removeIt(name)} onClick={() => setOpen('remove')}>
        {words.remove}
      </Button>
      {open === 'file' && <FileDialog {...props} onClose={onClose} />}
      {open === 'remove' && <RemoveDialog {...props} onClose={onClose} />}
    </Row>
  );
}
