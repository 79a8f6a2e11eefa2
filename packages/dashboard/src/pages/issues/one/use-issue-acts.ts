import { deleteAttachments, deleteItem, type Pod } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useToast } from '../../../design/toast.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { keptPod } from '../../my-data/items/use-items.ts';
import { useUndo } from '../../my-data/use-undo.ts';
import { attachmentsOf, issueCategory, textOf } from '../issue-category.ts';
import { useIssuesChanged } from '../use-issues.ts';
import { changeState } from './change-issue.ts';

/** Gives it another state, with a way back. */
export function useChangeState(pod: Pod, issue: DataItem) {
  const { issues } = useWords();
  const say = useUndo(keptPod.category(pod, issueCategory));
  return useMutation({
    mutationFn: (state: string) => changeState(pod, issue, state),
    onSuccess(after, state) {
      const before = textOf(issue, 'state') ?? 'open';
      const { closed, reopened } = issues.one;
      const text = state === 'closed' ? closed : before === 'closed' ? reopened : issues.thread.accepted;
      say(text, () => changeState(pod, after, before, issue));
    },
    // Also after a fault: then it is shown as it is by now.
    onSettled: useIssuesChanged(pod),
  });
}

/** Deletes it, with a way back where it has no files, and goes to the list. */
export function useDeleteIssue(pod: Pod, issue: DataItem) {
  const { issues } = useWords();
  const say = useUndo(keptPod.category(pod, issueCategory));
  const toast = useToast();
  const formats = useFormats();
  const attachments = attachmentsOf(issue);
  const [, navigate] = useLocation();
  return useMutation({
    async mutationFn() {
      const { restore } = await deleteItem(pod, { category: issueCategory, item: issue });
      const { left } = await deleteAttachments(pod, { category: issueCategory, attachments });
      return { restore, left };
    },
    onSuccess({ restore, left }) {
      const { deleted, deletedWithFiles, filesLeft } = issues.one;
      navigate('/my-data/issues');
      if (attachments.length === 0) say(deleted, restore);
      else toast({ text: left === 0 ? deletedWithFiles : filesLeft(formats.number(left)) });
    },
    onSettled: useIssuesChanged(pod),
  });
}
