import { removeAttachment } from '@parley/pod-client';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useWords } from '../../../words/locale.tsx';
import { issueCategory } from '../issue-category.ts';
import { useIssuesChanged } from '../use-issues.ts';
import type { AttachmentProps } from './attachment-acts.tsx';

/** Asks before a file is removed from an issue and deleted: there is no way back. */
export function RemoveDialog({
  pod,
  itemId,
  attachment,
  onClose,
}: AttachmentProps & { readonly onClose: () => void }) {
  const { common, issues } = useWords();
  const words = issues.attachments;
  const toast = useToast();
  const changed = useIssuesChanged(pod);
  const removing = useMutation({
    mutationFn: () => removeAttachment(pod, { category: issueCategory, itemId, attachment }),
    onSuccess({ left }) {
      toast({ text: left === 0 ? words.removed : words.leftBehind });
      onClose();
    },
    // Also after a fault: then it is shown as it is by now.
    onSettled: changed,
  });
  return (
    <Dialog
      title={<bdi>{words.removeTitle(attachment.name ?? words.unnamed)}</bdi>}
      onClose={onClose}
      actions={
        <>
          <Button weight="danger" isBusy={removing.isPending} onClick={() => removing.mutate()}>
            {words.remove}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </>
      }
    >
      <p>{words.removeText}</p>
      {removing.error !== null && <ProblemNotice fault={removing.error} />}
    </Dialog>
  );
}
