import { useMutation } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { useGateway } from '../../../gateway/gateway.tsx';
import { useWords } from '../../../words/locale.tsx';

/** That it is quiet now, and the way back. */
export function Unsilence({ vendorId, days }: { readonly vendorId: string; readonly days: number }) {
  const { request: words } = useWords();
  const gateway = useGateway();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => gateway.silence(vendorId, 0),
  });
  if (isSuccess) return <Notice tone="good">{words.done.unsilenced}</Notice>;
  return (
    <>
      <p>{words.done.silent(days)}</p>
      {error !== null && <ProblemNotice fault={error} />}
      <div>
        <Button isBusy={isPending} onClick={() => mutate()}>
          {words.done.unsilence}
        </Button>
      </div>
    </>
  );
}
