// A thread that the vendor begins. In: the signed opening, and a key that makes it one. Out: the issue, as if the owner had it.

import { type DataAccess, sha256, VENDOR_OPENING_TYP, vendorOpeningClaimsSchema } from '@parley/protocol';
import { json, problem } from '../answers.ts';
import type { FakeState } from '../fake-state.ts';
import type { Endpoint } from './endpoint.ts';
import { readSpeaking } from './speaking.ts';

const MOST_A_DAY = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

export const openIssue: Endpoint = async (request, state) => {
  const about = { typ: VENDOR_OPENING_TYP, schema: vendorOpeningClaimsSchema };
  const { presented, entry, key, claims } = await readSpeaking(request, about, state);
  const { kind, title, content, by } = claims;
  if (!isCovered(entry, kind)) throw problem('insufficient_authorization', state.origin);
  if (state.mutesOpenings) throw problem('openings_not_wanted', state.origin);
  const { id: consentId } = presented.consent;
  const name = `${consentId} ${key}`;
  const words = await sha256(JSON.stringify(['opening', kind, title, content]));
  const before = state.messages.get(name);
  if (before !== undefined && before.words !== words) throw problem('idempotency_key_reused', state.origin);
  if (before !== undefined) return json(before.sent, 200);
  if (openedLately(consentId, state) >= MOST_A_DAY)
    throw problem('too_many_requests', state.origin, { headers: { 'retry-after': '3600' } });

  const createdAt = state.now().toISOString();
  const sent = { id: `item_${crypto.randomUUID()}`, createdAt };
  state.messages.set(name, { words, sent, opens: true });
  const message = {
    id: `item_${crypto.randomUUID()}`,
    content,
    createdAt,
    from: 'vendor' as const,
    ...(by && { by }),
  };
  const issue = { ...sent, title, kind, state: 'open', messages: [message] };
  state.data = { ...state.data, issues: [...(state.data['issues'] ?? []), issue] };
  return json(sent, 201);
};

/** What the vendor could not read again is not its to begin. */
function isCovered({ filter }: DataAccess, kind: string): boolean {
  const { kinds, states } = filter['issues'] ?? {};
  const allows = (wanted: unknown, word: string) => !Array.isArray(wanted) || wanted.includes(word);
  return allows(kinds, kind) && allows(states, 'open');
}

function openedLately(consentId: string, { messages, now }: FakeState): number {
  const since = now().getTime() - DAY_MS;
  return [...messages].filter(
    ([name, { opens, sent }]) =>
      opens === true && name.startsWith(`${consentId} `) && Date.parse(sent.createdAt) > since,
  ).length;
}
