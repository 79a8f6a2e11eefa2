// What the vendor did with a preference. In: its signed statement. Out: the gateway's word that it has it.

import {
  type ApprovedItem,
  type DataAccess,
  HONOUR_TYP,
  type HonourClaims,
  honourClaimsSchema,
  honourRequestSchema,
  itemVersion,
  PURPOSE_HEADER,
} from '@parley/protocol';
import { json, problem } from '../answers.ts';
import { checkAccessToken, type Presented, whyStopped } from '../checks/access-token.ts';
import { verifySigned } from '../checks/signed-by-client.ts';
import type { FakeState } from '../fake-state.ts';
import { approvedItems } from '../read/approved-items.ts';
import type { Endpoint } from './endpoint.ts';

const TOLERANCE_SECONDS = 60;
const MAX_AGE_SECONDS = 24 * 60 * 60;

export const honour: Endpoint = async (request, state) => {
  const presented = await checkAccessToken(request, state);
  const stopped = whyStopped(presented, state);
  if (stopped !== undefined) throw stopped;
  const itemId = new URL(request.url).pathname.split('/')[3] ?? '';
  const entry = entryFor(request, presented, state);
  const { jti, preference, preference_sha256, action, reason } = await readStatement(
    request,
    { presented, itemId },
    state,
  );
  const item = visiblePreference(itemId, { presented, entry }, state);
  const key = `${presented.consent.id} ${jti}`;
  const said = JSON.stringify([preference, preference_sha256, action, reason]);
  const before = state.honours.get(key);
  if (before !== undefined && before.said !== said) throw problem('idempotency_key_reused', state.origin);
  const recordedAt = before?.recordedAt ?? state.now().toISOString();
  state.honours.set(key, { said, recordedAt });
  const of = preference_sha256 === (await itemVersion(item)) ? 'current' : 'earlier';
  return json({ recordedAt, of }, before === undefined ? 201 : 200);
};

function entryFor(request: Request, { claims }: Presented, state: FakeState): DataAccess {
  const purpose = request.headers.get(PURPOSE_HEADER);
  const entry = claims.authorization_details.find((each) => each.purpose === purpose);
  if (entry === undefined || !entry.actions.includes('read') || !entry.datatypes.includes('preferences'))
    throw problem('insufficient_authorization', state.origin);
  return entry;
}

async function readStatement(
  request: Request,
  about: { presented: Presented; itemId: string },
  state: FakeState,
): Promise<HonourClaims> {
  const body = honourRequestSchema.safeParse(await request.json().catch(() => undefined));
  const signed = body.success ? await verifySigned(body.data.statement, state, []) : undefined;
  const claims = honourClaimsSchema.safeParse(signed?.claims).data;
  const age = state.now().getTime() / 1000 - (claims?.iat ?? 0);
  const isFit =
    signed?.header.typ === HONOUR_TYP &&
    claims?.iss === state.client.client_id &&
    claims.aud === state.origin &&
    claims.consent_id === about.presented.consent.id &&
    claims.preference === about.itemId &&
    age >= -TOLERANCE_SECONDS &&
    age <= MAX_AGE_SECONDS;
  if (!isFit) throw problem('invalid_request', state.origin);
  return claims;
}

function visiblePreference(
  id: string,
  { presented, entry }: { presented: Presented; entry: DataAccess },
  state: FakeState,
): ApprovedItem {
  const category = state.categories.get('preferences');
  if (category === undefined) throw problem('not_found', state.origin);
  const scope = { entry, category, consent: presented.consent, isItem: false };
  const found = approvedItems(scope, new URLSearchParams(), state)?.find((item) => item.id === id);
  if (found === undefined) throw problem('not_found', state.origin);
  return found;
}
