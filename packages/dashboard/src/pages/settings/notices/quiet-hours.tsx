import { Card } from '../../../design/card.tsx';
import { Checkbox } from '../../../design/checkbox.tsx';
import { Field } from '../../../design/field.tsx';
import { Row, Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import type { Choices } from './choices.ts';
import { timeZoneHere } from './use-settings.ts';

interface Props {
  readonly choices: Choices;
  readonly fault: string | undefined;
  readonly onChoose: (parts: Partial<Choices>) => void;
}

/** When nothing is sent. */
export function QuietHours({ choices, fault, onChoose }: Props) {
  const { settings: words } = useWords().notices;
  return (
    <Card title={words.quiet}>
      <Checkbox isOn={choices.isQuiet} onChange={(isQuiet) => onChoose({ isQuiet })}>
        {words.quietOn}
      </Checkbox>
      {choices.isQuiet && (
        <>
          <Row>
            <Field
              label={words.quietFrom}
              type="time"
              value={choices.quietFrom}
              onChange={({ target }) => onChoose({ quietFrom: target.value })}
            />
            <Field
              label={words.quietUntil}
              fault={fault}
              type="time"
              value={choices.quietUntil}
              onChange={({ target }) => onChoose({ quietUntil: target.value })}
            />
          </Row>
          <Soft>{words.quietZone(timeZoneHere())}</Soft>
        </>
      )}
    </Card>
  );
}
