import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';
import { useWords } from '../../../words/locale.tsx';

/** Takes back what was just given. */
export function StopAgain({ consentId }: { readonly consentId: string }) {
  const { request: words } = useWords();
  const gateway = useGateway();
  const queries = useQueryClient();
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: () => gateway.withdraw(consentId),
    onSettled: () => queries.invalidateQueries({ queryKey: kept.consents }),
  });
  if (data !== undefined)
    return (
      <Notice tone="good">{data.pod === 'done' ? words.done.stopped : words.done.stoppedPending}</Notice>
    );
  return (
    <>
      {error !== null && <ProblemNotice fault={error} />}
      <div>
        <Button isBusy={isPending} onClick={() => mutate()}>
          {words.done.undo}
        </Button>
      </div>
    </>
  );
}
