// The vendor's answer in an issue. In: the signed message, and a key that makes it one. Out: the message in the thread.

import { type DataAccess, sha256, VENDOR_MESSAGE_TYP, vendorMessageClaimsSchema } from '@parley/protocol';
import { json, problem } from '../answers.ts';
import type { Presented } from '../checks/access-token.ts';
import type { FakeState } from '../fake-state.ts';
import { approvedItems } from '../read/approved-items.ts';
import { addMessage } from '../thread.ts';
import type { Endpoint } from './endpoint.ts';
import { readSpeaking } from './speaking.ts';

export const sendMessage: Endpoint = async (request, state) => {
  const issueId = new URL(request.url).pathname.split('/')[3] ?? '';
  const about = { typ: VENDOR_MESSAGE_TYP, schema: vendorMessageClaimsSchema, issue: issueId };
  const { presented, entry, key, claims } = await readSpeaking(request, about, state);
  const issue = visibleIssue(issueId, { presented, entry }, state);
  const { id } = presented.consent;
  const words = await sha256(JSON.stringify([issueId, claims.proposes ?? '', claims.content]));
  const before = state.messages.get(`${id} ${key}`);
  if (before !== undefined && before.words !== words) throw problem('idempotency_key_reused', state.origin);
  if (before !== undefined) return json(before.sent, 200);
  const sent = { id: `item_${crypto.randomUUID()}`, createdAt: state.now().toISOString() };
  state.messages.set(`${id} ${key}`, { words, sent });
  const { content, proposes, by } = claims;
  const message = {
    ...sent,
    content,
    from: 'vendor' as const,
    ...(proposes && { proposes }),
    ...(by && { by }),
  };
  addMessage(issue, message, state);
  return json(sent, 201);
};

function visibleIssue(
  id: string,
  { presented, entry }: { presented: Presented; entry: DataAccess },
  state: FakeState,
): string {
  const category = state.categories.get('issues');
  if (category === undefined) throw problem('not_found', state.origin);
  const scope = { entry, category, consent: presented.consent, isItem: true };
  const found = approvedItems(scope, new URLSearchParams(), state)?.some((item) => item.id === id);
  if (found !== true) throw problem('not_found', state.origin);
  return id;
}
