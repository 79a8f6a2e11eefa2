import type { KnownVendor } from '@parley/protocol';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Field } from '../../../design/field.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Stack } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { LONGEST_NAME, siteOf } from './new-entry.ts';

interface Props {
  readonly entry?: KnownVendor;
  readonly act: string;
  readonly isBusy: boolean;
  readonly fault: unknown;
  readonly onSave: (typed: Pick<KnownVendor, 'name' | 'site'>) => void;
}

/** What a company is called, and where it is found. */
export function EntryForm({ entry, act, isBusy, fault, onSave }: Props) {
  const { companies } = useWords();
  const words = companies.known;
  const [name, setName] = useState(entry?.name ?? '');
  const [site, setSite] = useState(entry?.site ?? '');
  const [isTried, setTried] = useState(false);
  const called = plainWords(name);
  const address = siteOf(site);
  const isSiteWrong = site.trim() !== '' && address === undefined;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (called !== '' && !isSiteWrong)
      onSave({ name: called, ...(address === undefined ? {} : { site: address }) });
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Field
          label={words.name}
          value={name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          fault={isTried && called === '' ? words.nameFault : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={words.site}
          hint={words.siteHint}
          value={site}
          inputMode="url"
          autoComplete="off"
          maxLength={200}
          fault={isTried && isSiteWrong ? words.siteFault : undefined}
          onChange={(event) => setSite(event.target.value)}
        />
        {fault !== null && <ProblemNotice fault={fault} />}
        <div>
          <Button type="submit" weight={entry === undefined ? 'main' : 'second'} isBusy={isBusy}>
            {act}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
