import type { Pod } from '@parley/pod-client';
import { Button } from '../../../design/button.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useMute, useOpened } from '../opened/use-opened.ts';

/** Whether the person is told of what companies write in an issue. */
export function MuteIssue({ pod, issueId }: { readonly pod: Pod; readonly issueId: string }) {
  const { issues } = useWords();
  const words = issues.muting;
  const say = useToast();
  const muted = useOpened(pod).data?.mutedIssues;
  const { mutate, isPending, error } = useMute(pod, (isMuted) =>
    say({ text: isMuted ? words.mutedIssue : words.heardIssue }),
  );
  if (muted === undefined) return null;
  const isMuted = muted.includes(issueId);
  return (
    <>
      <Button
        weight="quiet"
        isBusy={isPending}
        onClick={() => mutate({ of: { issueId }, isMuted: !isMuted })}
      >
        {isMuted ? words.hearIssue : words.muteIssue}
      </Button>
      {error !== null && <ProblemNotice fault={error} />}
    </>
  );
}
