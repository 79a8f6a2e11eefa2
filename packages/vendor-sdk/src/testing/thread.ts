import type { ApprovedItem, ThreadMessage } from '@parley/protocol';
import type { FakeState } from './fake-state.ts';

/** A message at the end of the thread of an issue. */
export function addMessage(issueId: string, message: ThreadMessage, state: FakeState): void {
  const added = (item: ApprovedItem): ApprovedItem =>
    item.id === issueId ? { ...item, messages: [...threadOf(item), message] } : item;
  state.data = { ...state.data, issues: (state.data['issues'] ?? []).map(added) };
}

const threadOf = ({ messages }: ApprovedItem): readonly ThreadMessage[] =>
  Array.isArray(messages) ? messages : [];
