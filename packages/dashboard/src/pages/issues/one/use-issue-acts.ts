import { deleteItem, type Pod } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useToast } from '../../../design/toast.tsx';
import { useWords } from '../../../words/locale.tsx';
import { issueCategory, textOf } from '../issue-category.ts';
import { useIssuesChanged } from '../use-issues.ts';
import { changeState } from './change-issue.ts';

/** Gives it another state, with a way back. */
export function useChangeState(pod: Pod, issue: DataItem) {
  const { issues } = useWords();
  const say = useToast();
  const changed = useIssuesChanged(pod);
  return useMutation({
    mutationFn: (state: string) => changeState(pod, issue, state),
    onSuccess(after, state) {
      const before = textOf(issue, 'state') ?? 'open';
      const text =
        state === 'closed'
          ? issues.one.closed
          : before === 'closed'
            ? issues.one.reopened
            : issues.thread.accepted;
      const back = () =>
        changeState(pod, after, before)
          .catch(() => say({ text: issues.one.changedMeanwhile }))
          .finally(changed);
      say({ text, undo: () => void back() });
    },
    // Also after a fault: then it is shown as it is by now.
    onSettled: changed,
  });
}

/** Deletes it, with a way back, and goes to the list. */
export function useDeleteIssue(pod: Pod, issue: DataItem) {
  const { issues } = useWords();
  const say = useToast();
  const changed = useIssuesChanged(pod);
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: () => deleteItem(pod, { category: issueCategory, item: issue }),
    onSuccess(deleted) {
      navigate('/my-data/issues');
      const back = () =>
        deleted
          .restore()
          .then(
            () => say({ text: issues.one.restored }),
            () => say({ text: issues.one.restoreFailed }),
          )
          .finally(changed);
      say({ text: issues.one.deleted, undo: () => void back() });
    },
    onSettled: changed,
  });
}
