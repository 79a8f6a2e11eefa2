import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Progress } from '../../../design/progress.tsx';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import type { Company } from '../company.ts';
import { type Act, actOnAll } from './act-on.ts';
import { AllResults } from './all-results.tsx';
import { NameList } from './name-list.tsx';

interface Props {
  readonly act: Act;
  /** As they were when it was begun. */
  readonly companies: readonly Company[];
  readonly onClose: () => void;
}

/** Something that is done with many companies: asked once, shown while it goes on, and then what came of it for each. */
export function AllDialog({ act, companies, onClose }: Props) {
  const { common, companies: words } = useWords();
  const formats = useFormats();
  const { begin, enough, progress, outcomes, fault, isRunning } = useActOnAll(act);
  const count = formats.number(isRunning ? progress.of : companies.length);
  if (outcomes !== undefined) {
    const again = outcomes.flatMap((each) => (each.result === 'failed' ? [each.company] : []));
    const actions = (
      <>
        {again.length > 0 && <Button onClick={() => begin(again)}>{words.all.retry}</Button>}
        <Button weight="main" onClick={onClose}>
          {common.close}
        </Button>
      </>
    );
    return (
      <Dialog key="done" title={words.all.titleDone} actions={actions} onClose={onClose}>
        <AllResults act={act} outcomes={outcomes} />
      </Dialog>
    );
  }
  const actions = isRunning ? (
    <Button onClick={enough}>{words.all.enough}</Button>
  ) : (
    <>
      <Button weight={act === 'withdraw' ? 'danger' : 'main'} onClick={() => begin(companies)}>
        {words.all[act](count)}
      </Button>
      <Button onClick={onClose}>{common.cancel}</Button>
    </>
  );
  return (
    <Dialog title={words.all.titles[act](count)} actions={actions} {...(isRunning ? {} : { onClose })}>
      <p>{words.all.texts[act]}</p>
      {isRunning ? (
        <Progress words={words.all.running(formats.number(progress.done), count)} {...progress} />
      ) : (
        <NameList title={words.all.who} companies={companies} />
      )}
      {fault !== null && <ProblemNotice fault={fault} />}
    </Dialog>
  );
}

function useActOnAll(act: Act) {
  const gateway = useGateway();
  const queries = useQueryClient();
  const [progress, setProgress] = useState({ done: 0, of: 0 });
  const stopping = useRef(new AbortController());
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (companies: readonly Company[]) => {
      stopping.current = new AbortController();
      setProgress({ done: 0, of: companies.length });
      return actOnAll(companies, {
        act,
        gateway,
        signal: stopping.current.signal,
        onProgress: (done) => setProgress({ done, of: companies.length }),
      });
    },
    onSettled() {
      // What came of it is shown at once; the list behind it follows.
      for (const queryKey of [kept.consents, kept.ledger]) void queries.invalidateQueries({ queryKey });
    },
  });
  return {
    begin: mutate,
    enough: () => stopping.current.abort(),
    progress,
    outcomes: data,
    fault: error,
    isRunning: isPending,
  };
}
