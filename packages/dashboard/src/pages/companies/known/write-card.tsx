import { createItem, type Pod } from '@parley/pod-client';
import type { DataItem, KnownVendor } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Field, SelectField, TextField } from '../../../design/field.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Soft, Stack } from '../../../design/stack.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { issueCategory } from '../../issues/issue-category.ts';
import { useIssuesChanged } from '../../issues/use-issues.ts';
import { WrittenIssues } from './written-issues.tsx';

const KINDS = issueCategory.fields['kind']?.values ?? {};

interface Written {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
}

const NOTHING: Written = { kind: Object.keys(KINDS)[0] ?? 'question', title: '', description: '' };

interface Props {
  readonly pod: Pod;
  readonly entry: KnownVendor;
  /** Those that are for it already. */
  readonly issues: readonly DataItem[];
}

/** An issue for this company alone, also before it can read any. */
export function WriteCard({ pod, entry, issues }: Props) {
  const { companies } = useWords();
  const words = companies.known;
  const vocabulary = useVocabulary();
  const [written, setWritten] = useState(NOTHING);
  const [isTried, setTried] = useState(false);
  const writing = useWriteIssue(pod, entry, () => {
    setWritten(NOTHING);
    setTried(false);
  });
  const change = (part: Partial<Written>) => setWritten((before) => ({ ...before, ...part }));
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (written.title.trim() !== '') writing.mutate(written);
  };
  return (
    <Card title={words.write}>
      <Soft>{words.writeText}</Soft>
      <form onSubmit={save} noValidate>
        <Stack>
          <SelectField
            label={words.kind}
            value={written.kind}
            onChange={(event) => change({ kind: event.target.value })}
          >
            {Object.keys(KINDS).map((kind) => (
              <option key={kind} value={kind}>
                {vocabulary.value(kind)}
              </option>
            ))}
          </SelectField>
          <Field
            label={words.issueTitle}
            value={written.title}
            maxLength={200}
            fault={isTried && written.title.trim() === '' ? words.issueTitleFault : undefined}
            onChange={(event) => change({ title: event.target.value })}
          />
          <TextField
            label={words.issueText}
            value={written.description}
            maxLength={4_000}
            onChange={(event) => change({ description: event.target.value })}
          />
          {writing.error !== null && <ProblemNotice fault={writing.error} />}
          <div>
            <Button type="submit" isBusy={writing.isPending}>
              {words.keep}
            </Button>
          </div>
        </Stack>
      </form>
      <WrittenIssues issues={issues} />
    </Card>
  );
}

function useWriteIssue(pod: Pod, entry: KnownVendor, onDone: () => void) {
  const { companies } = useWords();
  const changed = useIssuesChanged(pod);
  const say = useToast();
  return useMutation({
    async mutationFn({ kind, title, description }: Written) {
      const text = description.trim();
      await createItem(pod, {
        category: issueCategory,
        fields: { title: title.trim(), kind, state: 'open', ...(text === '' ? {} : { description: text }) },
        audience: [entry.id],
      });
    },
    onSuccess() {
      onDone();
      say({ text: companies.known.kept });
    },
    onSettled: changed,
  });
}
