// Attacks on the request itself: pushed, brought by a browser, wider than it may be, or not a request at all.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { type AttackStage, refusedAs, startAttackStage } from '../support/attack-stage.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { type RawAnswer, rawRequest } from '../support/raw-request.ts';
import { CUSTOMER_CARE, DIRECT_MARKETING } from '../support/requests.ts';
import { requestsTo } from '../support/requests-to.ts';

let stage: AttackStage;

beforeAll(async () => {
  stage = await startAttackStage();
});
afterAll(() => stage?.stop());

const authorize = (query: Record<string, string>): Promise<RawAnswer> =>
  rawRequest({ origin: stage.gateway.origin, path: `/auth?${new URLSearchParams(query)}` });
const pushed = async (): Promise<string> =>
  String((await stage.wire.push({ details: [stage.entry()] })).body['request_uri']);
const claims = (changes: Record<string, unknown>) => ({
  details: [stage.entry()],
  request: { claims: changes },
});

function expectPage(answer: RawAnswer): void {
  expect(answer.status).toBe(400);
  expect(answer.headers['location']).toBeUndefined();
  expect(answer.headers['content-type']).toContain('text/html');
}

describe('a request that was not pushed', () => {
  const whole = (redirectUri: string) => ({
    client_id: stage.acme.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    state: 'state',
    code_challenge: 'A'.repeat(43),
    code_challenge_method: 'S256',
    authorization_details: JSON.stringify([stage.entry()]),
  });

  it('A01a goes back to the vendor with an error and with who says so, also signed', async () => {
    const { acme, gateway, wire } = stage;
    const plain = whole(acme.redirectUri);
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...plain,
      authorization_details: [stage.entry()],
      iss: acme.clientId,
      aud: gateway.origin,
    };
    const signed = await wire.sign(
      { ...claims, jti: 'not pushed', nbf: now, exp: now + 300 },
      { typ: 'oauth-authz-req+jwt' },
    );
    for (const query of [plain, { ...plain, request: signed }]) {
      const answer = await nothingHappened(gateway, () => authorize(query));
      expect(answer.status).toBe(303);
      const location = new URL(String(answer.headers['location']));
      expect(location.origin + location.pathname).toBe(acme.redirectUri);
      expect(Object.fromEntries(location.searchParams)).toMatchObject({
        error: 'invalid_request',
        iss: gateway.origin,
      });
      expect(location.searchParams.has('code')).toBe(false);
    }
  });

  it('A01b goes nowhere with a redirect URI that is not registered', async () => {
    const { gateway } = stage;
    expectPage(await nothingHappened(gateway, () => authorize(whole('https://evil.example/callback'))));
  });
});

describe('a request_uri', () => {
  it.each<[string, () => Promise<Record<string, string>>]>([
    [
      'A02b that is expired',
      async () => {
        const uri = await pushed();
        await stage.gateway.query(
          `UPDATE oidc_item SET expires_at = now() - interval '1 second', payload = jsonb_set(payload, '{exp}', '1')
           WHERE model = 'PushedAuthorizationRequest' AND id = $1`,
          [uri.split(':').at(-1)],
        );
        return { client_id: stage.acme.clientId, request_uri: uri };
      },
    ],
    [
      'A02c that is unknown',
      async () => ({
        client_id: stage.acme.clientId,
        request_uri: 'urn:ietf:params:oauth:request_uri:unknown',
      }),
    ],
    [
      'A02d of another client',
      async () => ({ client_id: stage.globex.clientId, request_uri: await pushed() }),
    ],
    [
      'A02e that is an address',
      async () => ({ client_id: stage.acme.clientId, request_uri: `${stage.acme.origin}/request.jwt` }),
    ],
  ])('%s is a page without a way on', async (_what, make) => {
    const query = await make();
    const fetched = await requestsTo(stage.acme.origin, async () =>
      expectPage(await nothingHappened(stage.gateway, () => authorize(query))),
    );
    expect(fetched).toEqual([]);
  });

  it('A02a that was used is a page without a way on', async () => {
    const { acme, alice, gateway } = stage;
    const query = { client_id: acme.clientId, request_uri: await pushed() };
    const browser = createBrowser();
    const page = await browser.open(`${gateway.origin}/auth?${new URLSearchParams(query)}`);
    const request = await alice.app.claim(page.url, browser);
    const { continueUrl } = await request.give(request.details);
    await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
    expectPage(await nothingHappened(gateway, () => authorize(query)));
  });

  it('A02a that is opened in two browsers is given in one of them alone, and ends in one code', async () => {
    const { acme, alice, gateway } = stage;
    const query = new URLSearchParams({ client_id: acme.clientId, request_uri: await pushed() });
    const browsers = [createBrowser(), createBrowser()];
    const requests = [];
    for (const browser of browsers) {
      const page = await browser.open(`${gateway.origin}/auth?${query}`);
      requests.push(await alice.app.claim(page.url, browser));
    }
    const [first, second] = requests;
    const decision = await first?.give(first.details);
    const back = await browsers[0]?.open(decision?.continueUrl ?? '', { stopAt: [acme.redirectUri] });
    expect(new URL(back?.url ?? '').searchParams.get('code')).toEqual(expect.any(String));
    await nothingHappened(gateway, () =>
      expect(second?.give(second.details)).rejects.toMatchObject({
        status: 409,
        body: { code: 'request_ended' },
      }),
    );
  });

  it('A03, A60e says what was signed: what stands beside it has no effect', async () => {
    const { acme, alice, gateway, wire, entry } = stage;
    const narrow = entry({ datatypes: ['issues'], fields: { issues: { required: ['title'] } } });
    const pushing = await wire.push({ details: [narrow], parameters: { scope: 'read' } });
    const browser = createBrowser();
    const query = new URLSearchParams({
      client_id: acme.clientId,
      request_uri: String(pushing.body['request_uri']),
      redirect_uri: 'https://evil.example/callback',
      authorization_details: JSON.stringify([entry({ purpose: DIRECT_MARKETING })]),
      scope: 'openid offline_access',
      response_mode: 'fragment',
    });
    const page = await browser.open(`${gateway.origin}/auth?${query}`);
    const request = await alice.app.claim(page.url, browser);
    expect(request.details).toMatchObject([{ purpose: CUSTOMER_CARE, datatypes: ['issues'] }]);
    const { continueUrl } = await request.give(request.details);
    const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri, 'https://evil.example'] });
    expect(back.url.startsWith(`${acme.redirectUri}?`)).toBe(true);
  });

  it('of a second tab leaves the first as it was: each goes on by itself, in whatever order', async () => {
    const { acme, alice, gateway } = stage;
    const browser = createBrowser();
    const open = async () => {
      const query = new URLSearchParams({ client_id: acme.clientId, request_uri: await pushed() });
      return alice.app.claim((await browser.open(`${gateway.origin}/auth?${query}`)).url, browser);
    };
    const [first, second] = [await open(), await open()];
    for (const request of [second, first]) {
      const { continueUrl } = await request.give(request.details);
      const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
      expect(new URL(back.url).searchParams.get('code')).toEqual(expect.any(String));
      expect((await browser.open(continueUrl, { stopAt: [acme.redirectUri] })).status).toBe(400);
    }
  });
});

describe('a pushed request', () => {
  const elsewhere: Record<string, (registered: URL) => string> = {
    'another path': ({ origin }) => `${origin}/callback/x`,
    'a slash more': ({ href }) => `${href}/`,
    'another case': ({ origin }) => `${origin}/Callback`,
    'a query': ({ href }) => `${href}?x=1`,
    'a fragment': ({ href }) => `${href}#x`,
    'another port': ({ pathname }) => `http://localhost:1${pathname}`,
    'a user': ({ host, pathname }) => `http://evil@${host}${pathname}`,
    'another scheme': ({ host, pathname }) => `https://${host}${pathname}`,
    'dots in the path': ({ origin }) => `${origin}/x/../callback`,
  };
  it.each(Object.keys(elsewhere).map((what) => [what]))('A04a for %s is refused', async (what) => {
    const redirectUri = elsewhere[what]?.(new URL(stage.acme.redirectUri));
    const answer = await nothingHappened(stage.gateway, () =>
      stage.wire.push(claims({ redirect_uri: redirectUri })),
    );
    expect(answer).toMatchObject(refusedAs('invalid_request'));
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['A05a for a token', { response_type: 'token' }, 'invalid_request'],
    ['A05a for an ID token', { response_type: 'id_token' }, 'invalid_request'],
    ['A05a for both', { response_type: 'code id_token' }, 'invalid_request'],
    ['A05b by fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['A05b by form', { response_mode: 'form_post' }, 'invalid_request'],
    ['A05b by message', { response_mode: 'web_message' }, 'unsupported_response_mode'],
    [
      'A06a without a challenge',
      { code_challenge: undefined, code_challenge_method: undefined },
      'invalid_request',
    ],
    ['A06b with a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['A06c with a challenge of no method', { code_challenge_method: undefined }, 'invalid_request'],
    ['A23b for nothing in particular', { authorization_details: undefined }, 'invalid_authorization_details'],
  ])('%s is refused', async (_what, changes, error) => {
    const answer = await nothingHappened(stage.gateway, () => stage.wire.push(claims(changes)));
    expect(answer).toMatchObject(refusedAs(error));
  });

  it.each<[string, (entry: object) => unknown, string]>([
    [
      'A21a of an unknown type',
      (entry) => [{ ...entry, type: 'urn:other' }],
      'invalid_authorization_details',
    ],
    ['A21b with an unknown member', (entry) => [{ ...entry, admin: true }], 'invalid_authorization_details'],
    [
      'A21c for an unknown action',
      (entry) => [{ ...entry, actions: ['write'] }],
      'invalid_authorization_details',
    ],
    ['A21d that are a text', () => '[', 'invalid_authorization_details'],
    ['A21d that are one object', (entry) => entry, 'invalid_authorization_details'],
    ['A21d that are no objects', () => ['read everything', 1, null], 'invalid_authorization_details'],
    ['A21d without a type', (entry) => [{ ...entry, type: undefined }], 'invalid_authorization_details'],
    [
      'A21e with __proto__',
      (entry) =>
        JSON.parse(
          JSON.stringify([entry]).replace('"fields":', '"__proto__":{"actions":["write"]},"fields":'),
        ),
      'invalid_authorization_details',
    ],
    ['A21f that are empty', () => [], 'invalid_authorization_details'],
    ['A21g of nine entries', (entry) => Array(9).fill(entry), 'invalid_authorization_details'],
    ['A21h, A43d of a thousand entries', (entry) => Array(1_000).fill(entry), 'invalid_request'],
  ])('with details %s is refused', async (_what, make, error) => {
    const details = make(stage.entry());
    const answer = await nothingHappened(stage.gateway, () => stage.wire.push({ details }));
    expect(answer).toMatchObject(refusedAs(error));
  });

  it('A21f without any details is refused', async () => {
    const answer = await nothingHappened(stage.gateway, () => stage.wire.push({}));
    expect(answer).toMatchObject(refusedAs('invalid_authorization_details'));
  });
});
