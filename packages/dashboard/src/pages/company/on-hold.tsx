import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { useWords } from '../../words/locale.tsx';
import type { Company } from './company-of.ts';
import { LiftingDialog } from './hold/lifting-dialog.tsx';
import { useLiftHold } from './hold/use-lift-hold.ts';
import type { Said } from './outcome.tsx';

interface Props {
  readonly company: Company;
  readonly onSaid: (said: Said) => void;
}

/** That the company is on hold, why, and how the person lets it read again where that is hers to say. Nothing where it is not. */
export function OnHold({ company, onSaid }: Props) {
  const { onHold: words } = useWords();
  const [asks, setAsks] = useState(false);
  const { mutate, isPending } = useLiftHold({
    onDone: () => onSaid({ text: words.lifting.done, isPending: false }),
    onFault: (fault) => onSaid({ fault }),
  });
  const { live, vendor } = company;
  if (vendor?.hold === undefined) return null;
  const { reason, since, mayLift } = vendor.hold;
  const stopped = live.filter((consent) => consent.vendor.held);
  if (live.length > 0 && stopped.length === 0)
    return (
      <Notice>
        <p>{words.lifted}</p>
      </Notice>
    );
  const lift = () => {
    setAsks(false);
    mutate({ consents: stopped, heldSince: since });
  };
  return (
    <Notice
      tone="warn"
      action={
        mayLift &&
        stopped.length > 0 && (
          <Button isBusy={isPending} onClick={() => setAsks(true)}>
            {words.lift}
          </Button>
        )
      }
    >
      <h2>{words.title}</h2>
      <p>{words.because[reason]}</p>
      <p>{words.text}</p>
      {asks && <LiftingDialog vendor={vendor} onLift={lift} onClose={() => setAsks(false)} />}
    </Notice>
  );
}
