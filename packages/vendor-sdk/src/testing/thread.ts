import type { ApprovedItem, Attachment, ThreadMessage } from '@parley/protocol';
import type { FakeState } from './fake-state.ts';

/** A message at the end of the thread of an issue. */
export function addMessage(issueId: string, message: ThreadMessage, state: FakeState): void {
  const added = (item: ApprovedItem): ApprovedItem =>
    item.id === issueId ? { ...item, messages: [...threadOf(item), message] } : item;
  state.data = { ...state.data, issues: (state.data['issues'] ?? []).map(added) };
}

/** A file at the end of those of an issue. */
export function addAttachment(issueId: string, file: Attachment, state: FakeState): void {
  const added = (item: ApprovedItem): ApprovedItem =>
    item.id === issueId
      ? { ...item, attachments: [...partsOf(item['attachments']).filter(isFile), file] }
      : item;
  state.data = { ...state.data, issues: (state.data['issues'] ?? []).map(added) };
}

type Part = ThreadMessage | Attachment;
const partsOf = (value: ApprovedItem[string] | undefined): readonly Part[] =>
  Array.isArray(value) ? value : [];
const isFile = (part: Part): part is Attachment => 'mediaType' in part;
const isMessage = (part: Part): part is ThreadMessage => 'content' in part;

const threadOf = ({ messages }: ApprovedItem): readonly ThreadMessage[] =>
  partsOf(messages).filter(isMessage);
