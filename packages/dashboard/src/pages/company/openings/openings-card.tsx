import type { Pod } from '@parley/pod-client';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { usePod } from '../../../pod/use-pod.ts';
import { useWords } from '../../../words/locale.tsx';
import { useMute, useOpened } from '../../issues/opened/use-opened.ts';
import { companyName } from '../../requests/who/company-name.ts';
import type { Company } from '../company-of.ts';

/** Whether a company that may write into issues may also begin something. Nothing for one that may not write, or where there is no place for it. */
export function OpeningsCard({ company }: { readonly company: Company }) {
  const pod = usePod();
  const { live, vendor } = company;
  const mayWrite = live.some(({ details }) => details.some(({ actions }) => actions.includes('converse')));
  if (pod === undefined || vendor === undefined || !mayWrite) return null;
  return <MayBegin pod={pod} vendorId={vendor.vendorId} name={companyName(vendor)} />;
}

interface Props {
  readonly pod: Pod;
  readonly vendorId: string;
  readonly name: string;
}

function MayBegin({ pod, vendorId, name }: Props) {
  const { issues } = useWords();
  const words = issues.muting;
  const muted = useOpened(pod).data?.mutedVendors;
  const { mutate, isPending, error } = useMute(pod);
  if (muted === undefined) return null;
  const isMuted = muted.includes(vendorId);
  return (
    <Card title={words.title}>
      <p>{isMuted ? words.mayNot(name) : words.may(name)}</p>
      <div>
        <Button isBusy={isPending} onClick={() => mutate({ of: { vendorId }, isMuted: !isMuted })}>
          {isMuted ? words.hear : words.mute}
        </Button>
      </div>
      {error !== null && <ProblemNotice fault={error} />}
    </Card>
  );
}
