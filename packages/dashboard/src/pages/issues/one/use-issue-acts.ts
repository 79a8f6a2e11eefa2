import { deleteItem, type Pod } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useWords } from '../../../words/locale.tsx';
import { keptPod } from '../../my-data/items/use-items.ts';
import { useUndo } from '../../my-data/use-undo.ts';
import { issueCategory, textOf } from '../issue-category.ts';
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

/** Deletes it, with a way back, and goes to the list. */
export function useDeleteIssue(pod: Pod, issue: DataItem) {
  const { issues } = useWords();
  const say = useUndo(keptPod.category(pod, issueCategory));
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: () => deleteItem(pod, { category: issueCategory, item: issue }),
    onSuccess({ restore }) {
      navigate('/my-data/issues');
      say(issues.one.deleted, restore);
    },
    onSettled: useIssuesChanged(pod),
  });
}
