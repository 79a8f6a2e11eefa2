// The owner before a pushed request. In: the address that the browser opened. Out: where the browser goes back to.

import { requestNamed, tell } from './events/fake-events.ts';
import { type FakeConsent, numberedConsentId } from './fake-consent.ts';
import type { Asked, FakeState, PushedRequest } from './fake-state.ts';
import { type Kept, keepOnly } from './keep-only.ts';

const CODE_LIFE_MS = 60_000;

export type Decision = keyof typeof OUTCOMES;

const OUTCOMES = { give: 'given', refuse: 'refused', defer: 'deferred' } as const;

/** `undefined`: there is no such request, or it was answered before. */
export function answerRequest(
  address: string,
  decision: Decision,
  state: FakeState,
  kept: Kept = {},
): string | undefined {
  const { searchParams } = new URL(address);
  const uri = searchParams.get('request_uri') ?? '';
  const pushed = state.pushed.get(uri);
  if (pushed === undefined || searchParams.get('client_id') !== state.client.client_id) return undefined;
  const answer = decision === 'give' ? { code: issueCode(pushed, state, kept) } : { error: 'access_denied' };
  state.pushed.delete(uri);
  state.seen.set(pushed.request, OUTCOMES[decision]);
  const callback = new URL(pushed.redirectUri);
  const named = { ...answer, ...(pushed.state !== undefined && { state: pushed.state }), iss: state.origin };
  callback.search = new URLSearchParams(named).toString();
  return callback.href;
}

function issueCode(pushed: PushedRequest, state: FakeState, kept: Kept): string {
  const code = `fake-code-${state.consents.length}`;
  const consent = giveConsent(pushed, state, kept);
  state.codes.set(code, { consent, pushed, expiresAt: new Date(state.now().getTime() + CODE_LIFE_MS) });
  return code;
}

/** The consent that a request becomes. */
export function giveConsent(asked: Asked, state: FakeState, kept: Kept = {}): FakeConsent {
  const at = state.now();
  const number = state.consents.length;
  const consent: FakeConsent = {
    id: numberedConsentId(number),
    request: asked.request,
    askedAt: at,
    refreshToken: asked.isOffline ? `fake-refresh-token-${number}` : undefined,
    versions: [{ version: 1, details: keepOnly(asked.details, kept), at }],
    status: 'given',
    since: at,
    resumesAt: undefined,
    endedAt: undefined,
    endReason: undefined,
    reports: [],
    copies: new Map(),
    reads: new Map(),
  };
  state.consents.push(consent);
  tell({ type: 'consent.given', consent, data: requestNamed(asked.request) }, state);
  return consent;
}
