import type { ConsentView } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Row } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import type { ConsentAct } from './consent-act.ts';
import { EndingDialog } from './ending-dialog.tsx';
import { PausingDialog } from './pausing-dialog.tsx';
import { StoppingDialog } from './stopping-dialog.tsx';

interface Props {
  readonly consent: ConsentView;
  /** What is under way. */
  readonly busy: ConsentAct['kind'] | undefined;
  readonly onAct: (act: ConsentAct) => void;
}

/** Pause or go on, another end, stop. */
export function ActsRow({ consent, busy, onAct }: Props) {
  const { company: words } = useWords();
  const [asks, setAsks] = useState<'pause' | 'end' | 'withdraw'>();
  const close = () => setAsks(undefined);
  const act = (chosen: ConsentAct) => {
    close();
    onAct(chosen);
  };
  return (
    <Row>
      {consent.status === 'paused' ? (
        <Button weight="main" isBusy={busy === 'resume'} onClick={() => act({ kind: 'resume' })}>
          {words.acts.resume}
        </Button>
      ) : (
        <Button isBusy={busy === 'pause'} onClick={() => setAsks('pause')}>
          {words.acts.pause}
        </Button>
      )}
      <Button isBusy={busy === 'extend' || busy === 'shorten'} onClick={() => setAsks('end')}>
        {words.acts.end}
      </Button>
      <Button weight="danger" isBusy={busy === 'withdraw'} onClick={() => setAsks('withdraw')}>
        {words.acts.withdraw}
      </Button>
      {asks === 'pause' && <PausingDialog consent={consent} onAct={act} onClose={close} />}
      {asks === 'end' && <EndingDialog consent={consent} onAct={act} onClose={close} />}
      {asks === 'withdraw' && <StoppingDialog consent={consent} onAct={act} onClose={close} />}
    </Row>
  );
}
