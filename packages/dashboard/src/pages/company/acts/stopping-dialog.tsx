import { type ConsentView, deletionsDue, firstDeletion } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { FactList } from '../../../design/fact-list.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { companyName } from '../../requests/who/company-name.ts';
import type { ActDialogProps } from './pausing-dialog.tsx';

/** Asks once, with what follows: what the company promised for what it has read already. */
export function StoppingDialog({ consent, onAct, onClose }: ActDialogProps) {
  const { company: words } = useWords();
  const formats = useFormats();
  const [now] = useState(() => new Date());
  const passed = [...new Set(consent.details.flatMap(({ recipients }) => recipients))].map(plainWords);
  return (
    <Dialog
      title={words.stopping.title(companyName(consent.vendor))}
      onClose={onClose}
      actions={
        <>
          <Button weight="danger" onClick={() => onAct({ kind: 'withdraw' })}>
            {words.stopping.confirm}
          </Button>
          <Button onClick={onClose}>{words.stopping.keep}</Button>
        </>
      }
    >
      <p>{words.stopping.text}</p>
      <p>{words.stopping.promised}</p>
      <Promised consent={consent} endedAt={now} />
      {passed.length > 0 && (
        <p>
          <bdi>{words.stopping.passed(formats.list(passed))}</bdi>
        </p>
      )}
      {firstDeletion(consent.details, now) !== undefined && <Soft>{words.stopping.watched}</Soft>}
    </Dialog>
  );
}

/** By when it has to be done with what it read, for each purpose. */
function Promised({ consent, endedAt }: { readonly consent: ConsentView; readonly endedAt: Date }) {
  const { company: words } = useWords();
  const formats = useFormats();
  const vocabulary = useVocabulary();
  const { onEnd: treats } = words.stopping;
  return (
    <FactList
      facts={deletionsDue(consent.details, endedAt).map(({ purpose, onEnd, deleteBy }) => ({
        name: vocabulary.purpose(purpose),
        value: onEnd === 'retain' ? treats.retain : treats[onEnd](formats.day(deleteBy.toISOString())),
      }))}
    />
  );
}
