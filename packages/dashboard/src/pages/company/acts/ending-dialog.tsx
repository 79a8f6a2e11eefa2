import type { ConsentView } from '@parley/protocol';
import { useId, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { Field } from '../../../design/field.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { endOfDay } from '../../requests/choice/ends.ts';
import { dayOf, daysAfter, furthestEnd } from './later-days.ts';
import type { ActDialogProps } from './pausing-dialog.tsx';

const SPANS = ['P7D', 'P1M', 'P3M', 'P6M', 'P12M'] as const;

/** Another end, earlier or later. */
export function EndingDialog({ consent, onAct, onClose }: ActDialogProps) {
  const { common, company: words } = useWords();
  const formats = useFormats();
  const name = useId();
  const [now] = useState(() => new Date());
  const last = lastPossible(consent, now);
  const [until, setUntil] = useState<string>();
  const [day, setDay] = useState('');
  const [isAsked, setAsked] = useState(false);
  const isLater = until !== undefined && Date.parse(until) > Date.parse(consent.until);
  const isWrong = until === undefined && (isAsked || day !== '');
  const fault = (consent.status === 'paused' ? words.ending.faultPaused : words.ending.fault)(
    formats.day(last.toISOString()),
  );
  const pick = (at: string | undefined, written = '') => {
    setDay(written);
    setUntil(at);
  };
  const confirm = () => {
    setAsked(true);
    if (until !== undefined) onAct({ kind: isLater ? 'extend' : 'shorten', until });
  };
  return (
    <Dialog
      title={words.ending.title}
      onClose={onClose}
      actions={
        <>
          <Button weight="main" onClick={confirm}>
            {words.ending.confirm}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </>
      }
    >
      <p>{words.ending.now(formats.day(consent.until))}</p>
      <ChoiceGroup label={words.ending.fromToday}>
        {offered(now, last).map(({ span, at }) => (
          <ChoiceChip key={span} oneOf={name} isOn={until === at} onChange={() => pick(at)}>
            {words.ending.offered[span]}
          </ChoiceChip>
        ))}
      </ChoiceGroup>
      <Field
        type="date"
        label={words.ending.day}
        value={day}
        min={dayOf(now)}
        max={dayOf(last)}
        onChange={({ target }) =>
          pick(endOfDay(target.value, { now, asked: last.toISOString() }), target.value)
        }
        fault={isWrong ? fault : undefined}
      />
      <p aria-live="polite">
        {until !== undefined && (isLater ? words.ending.later : words.ending.earlier)(formats.day(until))}
      </p>
    </Dialog>
  );
}

/** Longer is more, and what is paused cannot become more. */
const lastPossible = ({ status, until }: ConsentView, now: Date): Date =>
  status === 'paused' ? new Date(until) : furthestEnd(now);

/** The last of them is the furthest end itself. */
const offered = (now: Date, last: Date) => {
  const furthest = furthestEnd(now);
  const [year, ...shorter] = [...SPANS].reverse();
  const spans = daysAfter(shorter.reverse(), { now, last });
  return year === undefined || last < furthest
    ? spans
    : [...spans, { span: year, at: furthest.toISOString() }];
};
