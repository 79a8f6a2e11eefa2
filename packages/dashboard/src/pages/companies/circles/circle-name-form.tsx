import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Field } from '../../../design/field.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Row, Stack } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { folded } from '../shown.ts';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly act: string;
  readonly name?: string;
  /** Names that it cannot have, because others have them. */
  readonly taken: readonly string[];
  readonly isBusy: boolean;
  readonly fault: unknown;
  /** `clear`: the next one begins empty. */
  readonly onName: (name: string, clear: () => void) => void;
  /** Another button. */
  readonly children?: ReactNode;
}

/** Names a circle. */
export function CircleNameForm({
  label,
  hint,
  act,
  name = '',
  taken,
  isBusy,
  fault,
  onName,
  children,
}: Props) {
  const { companies } = useWords();
  const words = companies.circles;
  const [typed, setTyped] = useState(name);
  const [isTried, setTried] = useState(false);
  const called = plainWords(typed);
  const isTaken = taken.some((each) => folded(each) === folded(called));
  const wrong = called === '' ? words.nameFault : isTaken ? words.nameTaken : undefined;
  const clear = (): void => {
    setTyped('');
    setTried(false);
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong === undefined) onName(called, clear);
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Field
          label={label}
          hint={hint}
          value={typed}
          maxLength={60}
          autoComplete="off"
          fault={isTried ? wrong : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        {fault !== null && <ProblemNotice fault={fault} />}
        <Row>
          <Button type="submit" isBusy={isBusy}>
            {act}
          </Button>
          {children}
        </Row>
      </Stack>
    </form>
  );
}
