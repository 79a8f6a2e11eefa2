import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { SelectField } from '../../../design/field.tsx';
import { useWords } from '../../../words/locale.tsx';

const SILENCES = [7, 30, 90, 365];

interface Props {
  readonly company: string;
  readonly onRefuse: (notAgainDays: number | undefined) => void;
  readonly onClose: () => void;
}

/** Asks once, and for how long there is to be quiet. */
export function RefuseDialog({ company, onRefuse, onClose }: Props) {
  const { common, request: words } = useWords();
  const [days, setDays] = useState(0);
  return (
    <Dialog
      title={words.refusing.title(company)}
      onClose={onClose}
      actions={
        <>
          <Button weight="main" onClick={() => onRefuse(days === 0 ? undefined : days)}>
            {words.decide.refuse}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </>
      }
    >
      <p>{words.refusing.text}</p>
      <SelectField
        label={words.refusing.again}
        hint={words.refusing.hint}
        value={String(days)}
        onChange={(event) => setDays(Number(event.target.value))}
      >
        <option value="0">{words.refusing.anytime}</option>
        {SILENCES.map((count) => (
          <option key={count} value={count}>
            {words.refusing.days(count)}
          </option>
        ))}
      </SelectField>
    </Dialog>
  );
}
