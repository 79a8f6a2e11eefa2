import type { Pod } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Stack } from '../../../design/stack.tsx';
import { useDraft } from '../../../session/use-draft.ts';
import { useWords } from '../../../words/locale.tsx';
import { useIssuesChanged } from '../use-issues.ts';
import { newOutgoing, type Outgoing, sendMessage } from './send-message.ts';

const LONGEST = 10_000;

/** Kept until it is sent: the words, and the name under which they were tried to be sent before. */
interface Kept {
  readonly text: string;
  readonly outgoing?: Outgoing;
}

/** Where the person writes into an issue. */
export function WriteMessage({ pod, issue }: { readonly pod: Pod; readonly issue: DataItem }) {
  const { issues } = useWords();
  const words = issues.thread;
  const { draft, write, forget } = useDraft<Kept>(`message/${issue.id}`);
  const [isMissing, setMissing] = useState(false);
  const changed = useIssuesChanged(pod);
  const sending = useMutation({
    mutationFn: (outgoing: Outgoing) => sendMessage(pod, issue, outgoing),
    onSuccess: () => {
      forget();
      return changed();
    },
  });
  const text = draft?.text ?? '';
  const content = text.trim();
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(content === '');
    if (content === '' || sending.isPending) return;
    // What may have arrived before is sent under the same name: it is there once.
    const before = draft?.outgoing;
    const outgoing = before?.content === content ? before : newOutgoing(content);
    write({ text, outgoing });
    sending.mutate(outgoing);
  };
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        <TextField
          label={words.field}
          hint={words.hint}
          fault={isMissing && content === '' ? words.missing : undefined}
          value={text}
          maxLength={LONGEST}
          rows={3}
          readOnly={sending.isPending}
          onChange={({ target }) => write({ ...draft, text: target.value })}
        />
        {sending.error !== null && <ProblemNotice fault={sending.error} />}
        <div>
          <Button type="submit" isBusy={sending.isPending}>
            {sending.error === null ? words.send : words.again}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
