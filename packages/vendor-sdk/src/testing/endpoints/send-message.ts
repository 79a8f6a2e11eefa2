// The vendor's answer in an issue. In: the signed message, and a key that makes it one. Out: the message in the thread.

import {
  type DataAccess,
  IDEMPOTENCY_KEY_HEADER,
  PURPOSE_HEADER,
  sendMessageRequestSchema,
  sha256,
  VENDOR_MESSAGE_TYP,
  type VendorMessageClaims,
  vendorMessageClaimsSchema,
} from '@parley/protocol';
import { json, problem } from '../answers.ts';
import { checkAccessToken, type Presented, whyStopped } from '../checks/access-token.ts';
import { verifySigned } from '../checks/signed-by-client.ts';
import type { FakeState } from '../fake-state.ts';
import { approvedItems } from '../read/approved-items.ts';
import { addMessage } from '../thread.ts';
import type { Endpoint } from './endpoint.ts';

const TOLERANCE_SECONDS = 60;
const MAX_AGE_SECONDS = 24 * 60 * 60;

export const sendMessage: Endpoint = async (request, state) => {
  const presented = await checkAccessToken(request, state);
  const stopped = whyStopped(presented, state);
  if (stopped !== undefined) throw stopped;
  const issueId = new URL(request.url).pathname.split('/')[3] ?? '';
  const entry = entryFor(request, presented, state);
  const key = request.headers.get(IDEMPOTENCY_KEY_HEADER);
  const claims = await readMessage(request, { presented, key, issueId }, state);
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

function entryFor(request: Request, { claims }: Presented, state: FakeState): DataAccess {
  const purpose = request.headers.get(PURPOSE_HEADER);
  const entry = claims.authorization_details.find((each) => each.purpose === purpose);
  if (entry === undefined || !entry.actions.includes('converse') || !entry.datatypes.includes('issues'))
    throw problem('insufficient_authorization', state.origin);
  return entry;
}

async function readMessage(
  request: Request,
  about: { presented: Presented; key: string | null; issueId: string },
  state: FakeState,
): Promise<VendorMessageClaims> {
  const body = sendMessageRequestSchema.safeParse(await request.json().catch(() => undefined));
  const signed = body.success ? await verifySigned(body.data.message, state, []) : undefined;
  const claims = vendorMessageClaimsSchema.safeParse(signed?.claims).data;
  const age = state.now().getTime() / 1000 - (claims?.iat ?? 0);
  const isFit =
    signed?.header.typ === VENDOR_MESSAGE_TYP &&
    claims?.iss === state.client.client_id &&
    claims.aud === state.origin &&
    claims.consent_id === about.presented.consent.id &&
    claims.issue === about.issueId &&
    claims.jti === about.key &&
    age >= -TOLERANCE_SECONDS &&
    age <= MAX_AGE_SECONDS;
  if (!isFit) throw problem('invalid_request', state.origin);
  return claims;
}

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
