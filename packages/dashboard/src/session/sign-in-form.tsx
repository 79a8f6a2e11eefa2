import { type FormEvent, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Field } from '../design/field.tsx';
import { Stack } from '../design/stack.tsx';
import { useWords } from '../words/locale.tsx';
import { findIssuer, type SignInFault } from './find-issuer.ts';
import { useSignIn } from './use-sign-in.ts';

/** For any provider that there is. */
export function SignInForm() {
  const { session } = useWords();
  const { signInAt, fault, isBusy } = useSignIn();
  const [written, setWritten] = useState('');
  const [isLooking, setLooking] = useState(false);
  const [wrong, setWrong] = useState<SignInFault>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(undefined);
    setLooking(true);
    const found = await findIssuer(written, (input, init) => fetch(input, init));
    setLooking(false);
    if ('fault' in found) setWrong(found.fault);
    else await signInAt(found.issuer);
  };
  const shown = wrong ?? fault;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Field
          label={session.field}
          hint={session.hint}
          fault={shown && session.faults[shown]}
          value={written}
          onChange={(event) => setWritten(event.target.value)}
          type="url"
          name="webid"
          autoComplete="url"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={500}
        />
        <div>
          <Button type="submit" weight="main" isBusy={isLooking || isBusy}>
            {isLooking || isBusy ? session.signingIn : session.signIn}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
