import { type ConsentView, differenceOf } from '@parley/protocol';
import { useState } from 'react';
import { wholeChoice } from '../../requests/choice/choice.ts';
import { useChoosing } from '../../requests/deciding.ts';
import type { ConsentAct } from '../acts/consent-act.ts';
import { StoppingDialog } from '../acts/stopping-dialog.tsx';
import { EntrySeen } from './entry-seen.tsx';
import { TakingBar } from './taking-bar.tsx';

interface Props {
  readonly consent: ConsentView;
  readonly isBusy: boolean;
  readonly onAct: (act: ConsentAct) => void;
}

/** All that the company may see, each part with a tap that takes it away; what is taken is shown before it is signed. */
export function Seen({ consent, isBusy, onAct }: Props) {
  const { details } = consent;
  const choosing = useChoosing(details, wholeChoice);
  const [isStopping, setStopping] = useState(false);
  const changes = differenceOf(details, choosing.approved);
  const isNothingLeft = choosing.approved.length === 0;
  return (
    <>
      {details.map((entry) => (
        <EntrySeen key={entry.purpose} entry={entry} consent={consent} choosing={choosing} />
      ))}
      <TakingBar
        changes={changes}
        details={details}
        isNothingLeft={isNothingLeft}
        isBusy={isBusy}
        onTake={() => onAct({ kind: 'narrow', details: choosing.approved })}
        onStop={() => setStopping(true)}
        onLeave={() => choosing.choose(wholeChoice(details))}
      />
      {isStopping && (
        <StoppingDialog
          consent={consent}
          onAct={(act) => {
            setStopping(false);
            onAct(act);
          }}
          onClose={() => setStopping(false)}
        />
      )}
    </>
  );
}
