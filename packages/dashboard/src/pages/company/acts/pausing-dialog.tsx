import type { ConsentView } from '@parley/protocol';
import { useId, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { Field } from '../../../design/field.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { endOfDay } from '../../requests/choice/ends.ts';
import { companyName } from '../../requests/who/company-name.ts';
import type { ConsentAct } from './consent-act.ts';
import { dayOf, daysAfter } from './later-days.ts';

export interface ActDialogProps {
  readonly consent: ConsentView;
  readonly onAct: (act: ConsentAct) => void;
  readonly onClose: () => void;
}

const SPANS = ['P7D', 'P1M', 'P3M'] as const;

/** Asks once, and until when. */
export function PausingDialog({ consent, onAct, onClose }: ActDialogProps) {
  const { common, company: words } = useWords();
  const formats = useFormats();
  const name = useId();
  const [now] = useState(() => new Date());
  const [resumeAt, setResumeAt] = useState<string>();
  const [day, setDay] = useState('');
  const pick = (at: string | undefined, written = '') => {
    setDay(written);
    setResumeAt(at);
  };
  const isWrong = day !== '' && resumeAt === undefined;
  return (
    <Dialog
      title={words.pausing.title(companyName(consent.vendor))}
      onClose={onClose}
      actions={
        <>
          <Button
            weight="main"
            onClick={() =>
              isWrong || onAct({ kind: 'pause', ...(resumeAt === undefined ? {} : { resumeAt }) })
            }
          >
            {words.pausing.confirm}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </>
      }
    >
      <p>{words.pausing.text}</p>
      <ChoiceGroup label={words.pausing.until}>
        <ChoiceChip oneOf={name} isOn={resumeAt === undefined && day === ''} onChange={() => pick(undefined)}>
          {words.pausing.open}
        </ChoiceChip>
        {daysAfter(SPANS, { now, last: new Date(consent.until) }).map(({ span, at }) => (
          <ChoiceChip key={span} oneOf={name} isOn={resumeAt === at} onChange={() => pick(at)}>
            {words.pausing.offered[span]}
          </ChoiceChip>
        ))}
      </ChoiceGroup>
      <Field
        type="date"
        label={words.pausing.day}
        value={day}
        min={dayOf(now)}
        max={dayOf(new Date(consent.until))}
        onChange={({ target }) => pick(endOfDay(target.value, { now, asked: consent.until }), target.value)}
        fault={isWrong ? words.pausing.fault(formats.day(consent.until)) : undefined}
      />
    </Dialog>
  );
}
