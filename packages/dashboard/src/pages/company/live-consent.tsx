import type { ConsentView } from '@parley/protocol';
import { Card } from '../../design/card.tsx';
import { useToast } from '../../design/toast.tsx';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { actedWords } from './acts/acted-words.ts';
import { ActsRow } from './acts/acts-row.tsx';
import { type ConsentAct, undoOf } from './acts/consent-act.ts';
import { type Acted, useConsentAct } from './acts/use-consent-act.ts';
import styles from './live-consent.module.css';
import type { Said } from './outcome.tsx';
import { Seen } from './sees/seen.tsx';
import { StandingFacts } from './standing-facts.tsx';

interface Props {
  readonly consent: ConsentView;
  readonly number: number;
  readonly of: number;
  readonly onSaid: (said: Said | undefined) => void;
}

/** One thing that is shared: how it stands, what can be done, and what the company sees, each part with a tap. */
export function LiveConsent({ consent, number, of, onSaid }: Props) {
  const { company: words } = useWords();
  const formats = useFormats();
  const say = useToast();
  const { mutate, isPending, variables } = useConsentAct({ onDone, onFault: (fault) => onSaid({ fault }) });
  const busy = isPending ? variables.act.kind : undefined;
  const onAct = (act: ConsentAct) => mutate({ act, consent });

  function onDone({ act, before, after, isPending: isPodPending }: Acted) {
    const text = actedWords(act, after, { words, formats });
    const undo = undoOf(act, before);
    onSaid(undo === undefined || isPodPending ? { text, isPending: isPodPending } : undefined);
    if (undo !== undefined) say({ text, undo: () => mutate({ act: undo, consent: after }) });
  }

  return (
    <section className={styles['consent']} aria-label={words.shares.title(number, of)}>
      <Card title={words.shares.title(number, of)}>
        <StandingFacts consent={consent} />
        <ActsRow consent={consent} busy={busy} onAct={onAct} />
      </Card>
      {/* What was tapped belongs to one version: of the next one nothing is chosen yet. */}
      <Seen
        key={consent.version}
        consent={consent}
        isBusy={busy === 'narrow' || busy === 'withdraw'}
        onAct={onAct}
      />
    </section>
  );
}
