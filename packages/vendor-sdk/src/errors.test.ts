import { inspect } from 'node:util';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type Consent, isVendorSdkError, VendorSdkError, vendorSdkErrorCodes } from './index.ts';
import {
  CARE,
  type Connected,
  connect,
  ENTRY,
  GATEWAY,
  listOf,
  obtainConsent,
  problem,
  REDIRECT_URI,
} from './test-support/connect.ts';

describe('an error of the SDK', () => {
  it('has a message for each code', () => {
    for (const code of vendorSdkErrorCodes) expect(new VendorSdkError(code).message).toMatch(/^[A-Z].+\.$/);
  });

  it('is typed by its code: what it says is there where it can be, and nowhere else', () => {
    const error: unknown = new VendorSdkError('consent_paused', { resumesAt: '2027-01-01T00:00:00Z' });
    if (!isVendorSdkError(error)) throw error;
    switch (error.code) {
      case 'consent_paused':
        expectTypeOf(error.resumesAt).toEqualTypeOf<string | undefined>();
        expectTypeOf(error.consentStatus).toEqualTypeOf<'paused'>();
        expectTypeOf(error.deleteBy).toEqualTypeOf<undefined>();
        break;
      case 'consent_withdrawn':
        expectTypeOf(error.deleteBy).toEqualTypeOf<string | undefined>();
        expectTypeOf(error.consentStatus).toEqualTypeOf<'withdrawn'>();
        expectTypeOf(error.resumesAt).toEqualTypeOf<undefined>();
        break;
      default:
        expectTypeOf(error.code).not.toEqualTypeOf<'consent_paused'>();
    }
    if (isVendorSdkError(error, 'not_found')) expectTypeOf(error.deleteBy).toEqualTypeOf<undefined>();
    const mixed = new VendorSdkError('consent_withdrawn', { resumesAt: 'x', deleteBy: 'y' });
    expect(mixed).toMatchObject({ resumesAt: undefined, deleteBy: 'y', consentStatus: 'withdrawn' });
  });

  it('is recognised by name and code, also from another copy of the package', () => {
    const foreign = Object.assign(new Error('x'), { name: 'VendorSdkError', code: 'network' });
    expect(isVendorSdkError(foreign)).toBe(true);
    expect(isVendorSdkError(foreign, 'network')).toBe(true);
    expect(isVendorSdkError(foreign, 'timeout')).toBe(false);
    expect(
      isVendorSdkError(Object.assign(new Error('x'), { name: 'VendorSdkError', code: 'toString' })),
    ).toBe(false);
    expect(isVendorSdkError(new Error('x'))).toBe(false);
    expect(isVendorSdkError({ name: 'VendorSdkError', code: 'network' })).toBe(false);
  });
});

/** A gateway, a proxy or a library that puts everything it knows into its words. */
const echoes: [string, (all: string) => Response | Promise<Response>][] = [
  [
    'a network fault',
    (all) => Promise.reject(new TypeError(all, { cause: new Error(all, { cause: { all } }) })),
  ],
  [
    'an OAuth error',
    (all) => Response.json({ error: 'invalid_request', error_description: all }, { status: 400 }),
  ],
  ['an OAuth error code', (all) => Response.json({ error: all }, { status: 400 })],
  [
    'a problem',
    (all) =>
      problem(
        400,
        'invalid_request',
        {},
        { detail: all, title: all, type: all, instance: all, consent_status: all },
      ),
  ],
  [
    'an unreadable answer',
    (all) => new Response(`${all} {`, { headers: { 'content-type': 'application/json' } }),
  ],
  ['an unfit answer', (all) => Response.json({ access_token: 7, all })],
  [
    'a challenge',
    (all) => new Response(all, { status: 401, headers: { 'www-authenticate': `DPoP error="${all}"` } }),
  ],
];

describe('credentials', () => {
  it.each(echoes)('stay out of errors from the exchange with %s', async (_case, answer) => {
    const { gateway, client } = await connect({ retry: { maxAttempts: 1 } });
    const { url, handle } = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    const callbackUrl = gateway.owner.give(url);
    const code = new URL(callbackUrl).searchParams.get('code') ?? '';
    const canaries = [code, handle.codeVerifier, handle.state];
    gateway.answerNext('/token', () => answer(canaries.join(' ')));
    const error = await client.at(GATEWAY).exchange({ callbackUrl, handle }).catch(asError);
    expectNoneIn(error, canaries);
  });

  it.each(echoes)('stay out of errors from a renewal with %s', async (_case, answer) => {
    const { connected, consent } = await given();
    const canaries = [consent.receipt, 'fake-refresh-token-0'];
    connected.clock.now = new Date(connected.clock.now.getTime() + 600_000);
    connected.gateway.answerNext('/token', () => answer(canaries.join(' ')));
    expectNoneIn(await read(consent), canaries);
  });

  it.each(echoes)('stay out of errors from a read with %s', async (_case, answer) => {
    const { connected, consent, token } = await given();
    connected.gateway.answerNext('/v1/issues', () => answer(token));
    expectNoneIn(await read(consent), [token, token.split('.')[2] ?? '']);
  });

  it('and what owners have written stay out when an answer breaks off', async () => {
    const { connected, consent } = await given();
    connected.gateway.answerNext('/v1/issues', () => new Response('{"items":[{"title":"my canary" oops'));
    expectNoneIn(await read(consent), ['canary', 'oops']);
    connected.clock.now = new Date(connected.clock.now.getTime() + 600_000);
    const cut = new Response('{"access_token": "canary" oops', {
      headers: { 'content-type': 'application/json' },
    });
    connected.gateway.answerNext('/token', () => cut);
    expectNoneIn(await read(consent), ['canary', 'oops']);
  });

  it('stay out of errors of the receipt store', async () => {
    const store = {
      find: () => Promise.resolve(undefined),
      save: ({ receipt }: { receipt: string }) => Promise.reject(new Error(`cannot write ${receipt}`)),
    };
    const error = await obtainConsent(await connect({ store })).catch(asError);
    expect(error).toMatchObject({ code: 'store_failed', cause: { message: 'cannot write [redacted]' } });
  });
});

async function given(): Promise<{ connected: Connected; consent: Consent; token: string }> {
  const connected = await connect({ retry: { maxAttempts: 1 } });
  let token = '';
  connected.state.lies.token = (body) => {
    token = String(body['access_token']);
    return body;
  };
  const consent = await obtainConsent(connected, { offlineAccess: true });
  return { connected, consent, token };
}

const read = (consent: Consent): Promise<Error> =>
  listOf(consent.issues.list({ purpose: CARE })).then(() => new Error('no error'), asError);

const asError = (fault: unknown): Error => fault as Error;

function expectNoneIn(error: unknown, canaries: readonly string[]): void {
  expect(isVendorSdkError(error)).toBe(true);
  const everything = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
  for (const canary of canaries) {
    expect(canary).not.toBe('');
    expect(everything).not.toContain(canary);
  }
}
