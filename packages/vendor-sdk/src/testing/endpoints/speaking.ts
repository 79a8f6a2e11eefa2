// What a reply and an opening have in common: who may speak, and what it has signed.

import {
  type DataAccess,
  IDEMPOTENCY_KEY_HEADER,
  PURPOSE_HEADER,
  sendMessageRequestSchema,
  type VendorMessageClaims,
} from '@parley/protocol';
import { problem } from '../answers.ts';
import { checkAccessToken, type Presented, whyStopped } from '../checks/access-token.ts';
import { verifySigned } from '../checks/signed-by-client.ts';
import type { FakeState } from '../fake-state.ts';

const TOLERANCE_SECONDS = 60;
const MAX_AGE_SECONDS = 24 * 60 * 60;

type Said = Omit<VendorMessageClaims, 'issue' | 'proposes'> & { readonly issue?: string };

interface Schema<Claims> {
  safeParse(claims: unknown): { readonly data?: Claims | undefined };
}

export interface Speaking<Claims> {
  readonly presented: Presented;
  readonly entry: DataAccess;
  readonly key: string;
  readonly claims: Claims;
}

/** `issue`: which one it is to be about. Absent: it begins one. */
export async function readSpeaking<Claims extends Said>(
  request: Request,
  { typ, schema, issue }: { typ: string; schema: Schema<Claims>; issue?: string },
  state: FakeState,
): Promise<Speaking<Claims>> {
  const presented = await checkAccessToken(request, state);
  const stopped = whyStopped(presented, state);
  if (stopped !== undefined) throw stopped;
  const entry = entryFor(request, presented, state);
  const key = request.headers.get(IDEMPOTENCY_KEY_HEADER) ?? '';
  const body = sendMessageRequestSchema.safeParse(await request.json().catch(() => undefined));
  const signed = body.success ? await verifySigned(body.data.message, state, []) : undefined;
  const claims = schema.safeParse(signed?.claims).data;
  const age = state.now().getTime() / 1000 - (claims?.iat ?? 0);
  if (
    claims === undefined ||
    signed?.header.typ !== typ ||
    claims.iss !== state.client.client_id ||
    claims.aud !== state.origin ||
    claims.consent_id !== presented.consent.id ||
    claims.issue !== issue ||
    claims.jti !== key ||
    age < -TOLERANCE_SECONDS ||
    age > MAX_AGE_SECONDS
  )
    throw problem('invalid_request', state.origin);
  return { presented, entry, key, claims };
}

function entryFor(request: Request, { claims }: Presented, state: FakeState): DataAccess {
  const purpose = request.headers.get(PURPOSE_HEADER);
  const entry = claims.authorization_details.find((each) => each.purpose === purpose);
  if (entry === undefined || !entry.actions.includes('converse') || !entry.datatypes.includes('issues'))
    throw problem('insufficient_authorization', state.origin);
  return entry;
}
