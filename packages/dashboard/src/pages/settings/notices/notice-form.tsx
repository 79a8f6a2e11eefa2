import { isPodError, type Pod } from '@parley/pod-client';
import type { OwnerSettings } from '@parley/protocol';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Checkbox } from '../../../design/checkbox.tsx';
import { Field } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Soft, Stack } from '../../../design/stack.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useNoticeWays } from '../../../gateway/notice-queries.ts';
import { useDraft } from '../../../session/use-draft.ts';
import { useWords } from '../../../words/locale.tsx';
import { type Choices, choicesOf, faultsOf } from './choices.ts';
import { KindTable } from './kind-table.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { useSaveSettings } from './use-settings.ts';

interface Props {
  readonly pod: Pod;
  readonly settings: OwnerSettings | null;
}

/** What is told by which way. Nothing is kept in the pod before it is saved. */
export function NoticeForm({ pod, settings }: Props) {
  const { settings: words } = useWords().notices;
  const hasMail = useNoticeWays().data?.mail ?? false;
  const { draft, write, forget } = useDraft<Choices>('notices');
  const [isTried, setTried] = useState(false);
  const choices = draft ?? choicesOf(settings);
  const choose = (parts: Partial<Choices>) => write({ ...choices, ...parts });
  const shown = useRef(choices);
  shown.current = choices;
  const { save, isPending, error } = useSaving(pod, settings, (saved) => {
    // What was chosen while it was being saved is still to be saved.
    if (shown.current === saved) forget();
  });
  const faults = isTried ? faultsOf(choices) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { address, quiet } = faultsOf(choices);
    if (address === undefined && quiet === undefined) save(choices);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Card title={words.what}>
          <KindTable choices={choices} hasMail={hasMail} onChoose={choose} />
          {hasMail ? (
            <Field
              label={words.address}
              hint={words.addressHint}
              fault={faults?.address && words[faults.address]}
              value={choices.mail}
              onChange={({ target }) => choose({ mail: target.value })}
              type="email"
              autoComplete="email"
              maxLength={254}
            />
          ) : (
            <Soft>{words.noMail}</Soft>
          )}
        </Card>
        <QuietHours choices={choices} fault={faults?.quiet && words.quietFault} onChoose={choose} />
        <Card title={words.inbox}>
          <Checkbox isOn={choices.requestNotices} onChange={(requestNotices) => choose({ requestNotices })}>
            {words.inboxOn}
          </Checkbox>
        </Card>
        {error !== null && <NotSaved fault={error} />}
        <div>
          <Button type="submit" weight="main" isBusy={isPending}>
            {words.save}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** What was chosen stays in the form. */
function NotSaved({ fault }: { readonly fault: unknown }) {
  const { settings: words } = useWords().notices;
  if (isPodError(fault) && fault.code === 'conflict')
    return <Notice tone="warn">{words.changedElsewhere}</Notice>;
  return <ProblemNotice fault={fault} />;
}

/** Saves, with a way back. */
function useSaving(pod: Pod, before: OwnerSettings | null, onSaved: (choices: Choices) => void) {
  const { settings: words } = useWords().notices;
  const say = useToast();
  const { mutate, isPending, error } = useSaveSettings(pod);
  const save = (choices: Choices) =>
    mutate(
      { before, choices },
      {
        onSuccess(saved) {
          onSaved(choices);
          const undo = () => mutate({ before: saved, choices: choicesOf(before) });
          say({ text: words.saved, undo });
        },
      },
    );
  return { save, isPending, error };
}
