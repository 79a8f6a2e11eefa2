import { useId, useState } from 'react';
import { Card } from '../../../design/card.tsx';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { Field } from '../../../design/field.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { endOfDay, lastEnd, offeredEnds } from '../choice/ends.ts';
import type { Deciding } from '../deciding.ts';

/** Until when: as asked, or earlier. */
export function EndCard({ deciding }: { readonly deciding: Deciding }) {
  const { request: words } = useWords();
  const formats = useFormats();
  const { choice, choose, request } = deciding;
  const name = useId();
  const [now] = useState(() => new Date());
  const [day, setDay] = useState('');
  const asked = lastEnd(request.details);
  const end = (until: string | undefined) => {
    const { until: _, ...rest } = choice;
    choose(until === undefined ? rest : { ...rest, until });
  };
  const pick = (written: string) => {
    setDay(written);
    const until = endOfDay(written, { now, asked });
    if (until !== undefined) end(until);
  };
  const isWrong = day !== '' && endOfDay(day, { now, asked }) === undefined;
  return (
    <Card title={words.end.title}>
      <ChoiceGroup label={words.end.text}>
        <ChoiceChip oneOf={name} isOn={choice.until === undefined} onChange={() => end(undefined)}>
          {words.end.asked(formats.day(asked))}
        </ChoiceChip>
        {offeredEnds(request.details, now).map(({ span, until }) => (
          <ChoiceChip key={span} oneOf={name} isOn={choice.until === until} onChange={() => end(until)}>
            {words.end.offered[span]}
          </ChoiceChip>
        ))}
      </ChoiceGroup>
      <Field
        type="date"
        label={words.end.day}
        value={day}
        min={dayOf(new Date(now.getTime() + DAY_MS))}
        max={asked.slice(0, 10)}
        onChange={(event) => pick(event.target.value)}
        fault={isWrong ? words.end.dayFault(formats.day(asked)) : undefined}
      />
    </Card>
  );
}

const DAY_MS = 86_400_000;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
