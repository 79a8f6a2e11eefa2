import { type FormEvent, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { Stack } from '../../design/stack.tsx';
import { addressOf } from '../../session/find-issuer.ts';
import { useWords } from '../../words/locale.tsx';

interface Props {
  readonly isBusy: boolean;
  readonly onAllow: (app: string) => void;
}

/** Another app, by the address that it has for providers. */
export function AllowApp({ isBusy, onAllow }: Props) {
  const { settings } = useWords();
  const [written, setWritten] = useState('');
  const [isFault, setFault] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const app = addressOf(written);
    setFault(app === undefined);
    if (app === undefined) return;
    setWritten('');
    onAllow(app);
  };
  return (
    <details>
      <summary>{settings.addApp}</summary>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Field
            label={settings.appAddress}
            fault={isFault && settings.appFault}
            value={written}
            onChange={({ target }) => setWritten(target.value)}
            type="url"
            maxLength={500}
          />
          <div>
            <Button type="submit" isBusy={isBusy}>
              {settings.allow}
            </Button>
          </div>
        </Stack>
      </form>
    </details>
  );
}
