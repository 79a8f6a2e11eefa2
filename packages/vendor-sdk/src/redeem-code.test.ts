import { inspect } from 'node:util';
import { decodeProtectedHeader } from 'jose';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type AccessRequestHandle,
  createMemoryReceiptStore,
  isVendorSdkError,
  type VendorSdkErrorCode,
} from './index.ts';
import {
  CONSENT_ID,
  connect,
  documentWith,
  ENTRY,
  GATEWAY,
  obtainConsent,
  problem,
  REDIRECT_URI,
} from './test-support/connect.ts';

describe('asking and redeeming', () => {
  it('gives a consent with the receipt that the gateway signed, and saves it', async () => {
    const store = createMemoryReceiptStore();
    const consent = await obtainConsent(await connect({ store }));
    expect(consent).toMatchObject({
      id: CONSENT_ID,
      version: 1,
      gateway: GATEWAY,
      subject: 'pairwise-subject',
    });
    expect(consent.details[0]).toMatchObject({ purpose: ENTRY.purpose, locations: [`${GATEWAY}/v1`] });
    const { receipt } = consent;
    expect(await store.find({ gateway: GATEWAY, consentId: CONSENT_ID })).toEqual({
      consentId: CONSENT_ID,
      gateway: GATEWAY,
      version: 1,
      receipt,
    });
  });

  it('redeems on another process: the handle is plain JSON', async () => {
    const { gateway, client } = await connect();
    const { url, handle } = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    const carried = JSON.parse(JSON.stringify(handle));
    const callback = new URL(gateway.owner.give(url));
    const consent = await client.at(carried.gateway).exchange({
      callbackUrl: callback.pathname + callback.search,
      handle: carried,
    });
    expect(consent.version).toBe(1);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['another object', { v: 1 }],
    ['a handle of another gateway', { gateway: 'https://other.example' }],
    ['a handle without its key', { proofKey: null }],
    ['a handle with half of its key', { proofKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA' } }],
  ])('refuses %s as handle', async (_case, change) => {
    const { gateway, client } = await connect();
    const { url, handle } = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    const isPart = typeof change === 'object' && change !== null && !('v' in change);
    const wrong = (isPart ? { ...handle, ...change } : change) as AccessRequestHandle;
    const exchange = client.at(GATEWAY).exchange({ callbackUrl: gateway.owner.give(url), handle: wrong });
    await expect(exchange).rejects.toMatchObject({ code: 'invalid_options' });
    expect(gateway.requests).not.toContain('POST /token');
  });

  it('binds each consent to a proof key of its own', async () => {
    const connected = await connect();
    await obtainConsent(connected);
    await obtainConsent(connected);
    expect(keysOf(connected.dpopHeaders).size).toBe(2);
  });

  it('accepts that the owner gives less than was asked', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected, { kept: { fields: { issues: ['title'] } } });
    expect(consent.details[0]?.fields).toEqual({ issues: { required: ['title'], optional: [] } });
  });

  it('says access_denied when the owner refuses', async () => {
    const { gateway, client } = await connect();
    const { url, handle } = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    const callbackUrl = gateway.owner.refuse(url);
    await expect(client.at(GATEWAY).exchange({ callbackUrl, handle })).rejects.toMatchObject({
      code: 'access_denied',
      message: 'The owner has not given the consent. (access_denied)',
    });
  });

  it('says when the owner decides later, with the hint to come back with, and shows it nobody', async () => {
    const { gateway, state, client } = await connect();
    const { url, handle } = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    const callbackUrl = `${gateway.owner.refuse(url)}&ciba_hint=deferral:canary`;
    const error = await client
      .at(GATEWAY)
      .exchange({ callbackUrl, handle })
      .catch((fault: unknown) => fault);
    if (!isVendorSdkError(error, 'access_denied')) throw error;
    expectTypeOf(error.laterHint).toEqualTypeOf<string | undefined>();
    expect(error.laterHint).toBe('deferral:canary');
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain('canary');
    const to = { hint: error.laterHint ?? '' };
    await client.at(GATEWAY).ask({ details: [ENTRY], to, bindingMessage: 'Order 4711' });
    expect(state.waiting.asked).toMatchObject([{ claims: { login_hint: 'deferral:canary' } }]);
  });

  it('says so when the code was redeemed so late that the consent has ended', async () => {
    const { gateway, state, client } = await connect();
    const { url, handle } = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    const callbackUrl = gateway.owner.give(url);
    Object.assign(state.consents[0] ?? {}, { status: 'expired' });
    await expect(client.at(GATEWAY).exchange({ callbackUrl, handle })).rejects.toMatchObject({
      code: 'consent_not_picked_up',
      consentStatus: 'expired',
      status: 400,
    });
  });

  it.each<[string, VendorSdkErrorCode, (callback: URLSearchParams) => void]>([
    ['another state', 'state_mismatch', (callback) => callback.set('state', 'other')],
    ['no state', 'state_mismatch', (callback) => callback.delete('state')],
    ['A10a another issuer', 'issuer_mismatch', (callback) => callback.set('iss', 'https://other.example')],
    ['A10b no issuer', 'issuer_mismatch', (callback) => callback.delete('iss')],
    ['A10a a refusal with another issuer', 'issuer_mismatch', refuseElsewhere],
    ['a code of another client', 'grant_refused', (callback) => callback.set('code', 'another')],
    ['no code', 'invalid_response', (callback) => callback.delete('code')],
  ])('refuses a callback with %s', async (_case, code, alter) => {
    const { gateway, client } = await connect();
    const { url, handle } = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    const callbackUrl = new URL(gateway.owner.give(url));
    alter(callbackUrl.searchParams);
    await expect(client.at(GATEWAY).exchange({ callbackUrl, handle })).rejects.toMatchObject({ code });
    // A mixed-up answer must not carry the code, nor a proof, to anybody.
    if (code !== 'grant_refused') expect(gateway.requests).not.toContain('POST /token');
  });

  it('never sends a code twice, whatever becomes of the answer', async () => {
    const { gateway, client } = await connect();
    const { url, handle } = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    gateway.answerNext('/token', () => Promise.reject(new TypeError('connection reset')));
    const exchange = client.at(GATEWAY).exchange({ callbackUrl: gateway.owner.give(url), handle });
    await expect(exchange).rejects.toMatchObject({ code: 'network' });
    expect(gateway.requests.filter((request) => request === 'POST /token')).toHaveLength(1);
  });

  it('pushes the request again when the gateway was away for a moment', async () => {
    const { gateway, client } = await connect();
    gateway.answerNext('/request', () => problem(503, 'temporarily_unavailable', { 'retry-after': '0' }));
    await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    // The first is told to come back, the second gets the nonce, the third is taken.
    expect(gateway.requests.filter((request) => request === 'POST /request')).toHaveLength(3);
  });

  it('gives out no consent whose receipt could not be saved', async () => {
    const store = { ...createMemoryReceiptStore(), save: () => Promise.reject(new Error('disk full')) };
    await expect(obtainConsent(await connect({ store }))).rejects.toMatchObject({
      code: 'store_failed',
      cause: { message: 'disk full' },
    });
  });
});

describe('what is asked', () => {
  it.each<[string, object, string]>([
    ['an unknown category', { datatypes: ['salary'] }, 'a data category that does not exist'],
    ['an unknown purpose', { purpose: 'https://w3id.org/dpv#Anything' }, 'an exact purpose IRI'],
    ['an unknown field', { fields: { issues: { required: ['smell'] } } }, 'a field that does not exist'],
    ['no end', { access: {} }, 'details.0.access.until'],
  ])('refuses %s before anything is sent', async (_case, change, words) => {
    const { gateway, client } = await connect();
    const asking = client.at(GATEWAY).ask({ details: [{ ...ENTRY, ...change }], redirectUri: REDIRECT_URI });
    await expect(asking).rejects.toThrow(words);
    await expect(asking).rejects.toMatchObject({ code: 'invalid_options' });
    expect(gateway.requests).not.toContain('POST /request');
  });

  it.each(['not an address', `${REDIRECT_URI}?a=b`, `${REDIRECT_URI}#a`])(
    'refuses %s as redirect URI',
    async (redirectUri) => {
      const { client } = await connect();
      const asking = client.at(GATEWAY).ask({ details: [ENTRY], redirectUri });
      await expect(asking).rejects.toMatchObject({ code: 'invalid_options' });
    },
  );

  it('says what the gateway has against the request', async () => {
    const { gateway, client } = await connect();
    gateway.answerNext('/request', () =>
      Response.json({ error: 'invalid_target', error_description: 'no such read API' }, { status: 400 }),
    );
    const asking = client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    await expect(asking).rejects.toThrow(
      'The gateway does not accept the request. (invalid_target: no such read API)',
    );
  });

  it('says when the gateway does not know the client', async () => {
    const { state, client } = await connect();
    state.client = documentWith([]);
    const asking = client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    await expect(asking).rejects.toMatchObject({ code: 'client_refused', status: 401 });
  });
});

/** The keys that proofs were made with. */
const keysOf = (proofs: readonly (string | null)[]) =>
  new Set(proofs.filter((proof) => proof !== null).map((proof) => decodeProtectedHeader(proof).jwk?.x));

function refuseElsewhere(callback: URLSearchParams): void {
  callback.delete('code');
  callback.set('error', 'access_denied');
  callback.set('iss', 'https://other.example');
}
