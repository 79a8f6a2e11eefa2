// Attacks on the authorization server: requests, codes, refresh tokens and receipts in the wrong hands, twice, or wider than the consent.
import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { rawRequest } from '../support/raw-request.ts';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING, inDays } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { codeOnTheWire, obtainOnTheWire, RECEIPT_GRANT, redeem, renew } from '../support/wire-flow.ts';
import { createWireVendor, type WireAnswer, type WireVendor } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let globex: TestVendor;
let alice: TestOwner;
let wire: WireVendor;
let theirs: WireVendor;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  [acme, globex] = [await startTestVendor(), await startTestVendor({ name: 'Globex' })];
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, globex.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  wire = await createWireVendor(acme, gateway.origin);
  theirs = await createWireVendor(globex, gateway.origin);
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  globex?.stop();
  await gateway?.stop();
});

const entry = (parts: object = {}) => ({
  type: 'urn:parley:data-access',
  locations: [`${gateway.origin}/v1`],
  ...careRequest(),
  ...parts,
});
const way = () => ({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
const refusedAs = (error: string, status = 400) => ({ status, body: { error } });
const tokensIn = (answers: readonly WireAnswer[]): number =>
  answers.filter(({ body }) => 'access_token' in body).length;
const authorize = (query: Record<string, string>) =>
  rawRequest({ origin: gateway.origin, path: `/auth?${new URLSearchParams(query)}` });
const pushed = async (): Promise<string> =>
  String((await wire.push({ details: [entry()] })).body['request_uri']);

describe('a request', () => {
  it('A02 that was used, is unknown, of another client, or at an address is a page without a way on', async () => {
    const used = await pushed();
    const browser = createBrowser();
    const query = new URLSearchParams({ client_id: acme.clientId, request_uri: used });
    const page = await browser.open(`${gateway.origin}/auth?${query}`);
    const request = await alice.app.claim(page.url, browser);
    const { continueUrl } = await request.give(request.details);
    await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
    const attempts = [
      { client_id: acme.clientId, request_uri: used },
      { client_id: acme.clientId, request_uri: 'urn:ietf:params:oauth:request_uri:unknown' },
      { client_id: globex.clientId, request_uri: await pushed() },
      { client_id: acme.clientId, request_uri: `${acme.origin}/request.jwt` },
    ];
    for (const attempt of attempts) {
      const answer = await authorize(attempt);
      expect(answer.status, attempt.request_uri).toBe(400);
      expect(answer.headers['location']).toBeUndefined();
      expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(answer.headers['referrer-policy']).toBe('no-referrer');
    }
  });

  it('A03, A60e says what was signed: what stands beside it has no effect', async () => {
    const narrow = entry({ datatypes: ['issues'], fields: { issues: { required: ['title'] } } });
    const pushing = await wire.push({
      details: [narrow],
      parameters: { scope: 'read' },
    });
    const browser = createBrowser();
    const beside = {
      redirect_uri: 'https://evil.example/callback',
      authorization_details: JSON.stringify([entry({ purpose: DIRECT_MARKETING })]),
      scope: 'openid offline_access',
      response_mode: 'fragment',
    };
    const query = new URLSearchParams({
      client_id: acme.clientId,
      request_uri: String(pushing.body['request_uri']),
      ...beside,
    });
    const page = await browser.open(`${gateway.origin}/auth?${query}`);
    const request = await alice.app.claim(page.url, browser);
    expect(request.details).toMatchObject([{ purpose: CUSTOMER_CARE, datatypes: ['issues'] }]);
    const { continueUrl } = await request.give(request.details);
    const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri, 'https://evil.example'] });
    expect(back.url.startsWith(`${acme.redirectUri}?`)).toBe(true);
  });

  it('A60d of four equal ones at the same time passes once', async () => {
    const request = { claims: { jti: randomUUID() } };
    const push = () => wire.push({ details: [entry()], request });
    await push();
    const jti = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => wire.push({ details: [entry()], request: { claims: { jti } } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400]);
    expect(await push()).toMatchObject(refusedAs('invalid_request_object'));
  });

  it('A02a that is opened in two browsers is given in one of them alone, and ends in one code', async () => {
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
    await expect(second?.give(second.details)).rejects.toMatchObject({
      status: 409,
      body: { code: 'request_ended' },
    });
  });

  it('of a second tab leaves the first as it was: each goes on by itself, in whatever order', async () => {
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

  it('A30 gets only 303, and no Location from what it says', async () => {
    const answer = await authorize({ client_id: acme.clientId, request_uri: await pushed() });
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toMatch(/^(https?:\/\/localhost:\d+)?\/interaction\/[\w-]+$/);
    for (const path of [
      '//evil.example/auth',
      '/auth?redirect_uri=https://evil.example',
      '/auth/x',
      '/\\evil.example',
    ])
      expect((await rawRequest({ origin: gateway.origin, path })).headers['location'], path).toBeUndefined();
  });

  it.each([
    ['a GET', { method: 'GET' }, 404],
    ['JSON', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }, 400],
    [
      'a parameter twice',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=refresh_token&grant_type=refresh_token',
      },
      400,
    ],
  ])('A43 at the token endpoint by %s is refused', async (_what, request, status) => {
    const answer = await rawRequest({ origin: gateway.origin, path: '/token', ...request });
    expect(answer.status).toBe(status);
  });
});

describe('a client assertion', () => {
  it('A12a of four requests with one assertion at the same time at most one is taken', async () => {
    const jti = randomUUID();
    const { code } = await codeOnTheWire(way());
    const refresh = () =>
      wire.token({ grant_type: 'refresh_token', refresh_token: code }, { assertion: { claims: { jti } } });
    const errors = (await Promise.all([refresh(), refresh(), refresh(), refresh()])).map(
      ({ body }) => body['error'],
    );
    expect(errors.filter((error) => error === 'invalid_grant').length).toBeLessThanOrEqual(1);
    expect(await refresh()).toMatchObject(refusedAs('invalid_client', 401));
  });
});

describe('a code', () => {
  it('A07b of four parallel exchanges of one code exactly one succeeds', async () => {
    const { wire: asking, code } = await codeOnTheWire(way());
    await asking.token({ grant_type: 'refresh_token', refresh_token: 'to learn the nonce' });
    const exchange = () => redeem(asking, acme, code);
    const answers = await Promise.all([exchange(), exchange(), exchange(), exchange()]);
    expect(tokensIn(answers)).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    for (const { status, body } of answers) if (status !== 200) expect(body['error']).toBe('invalid_grant');
  });

  it('A07a, A07c used again later is refused, and takes the refresh token of the first exchange along', async () => {
    const { wire: asking, code } = await codeOnTheWire(way());
    const first = await redeem(asking, acme, code);
    expect(await redeem(asking, acme, code)).toMatchObject(refusedAs('invalid_grant'));
    const refreshToken = String(first.body['refresh_token']);
    expect(await renew(asking, { refreshToken })).toMatchObject(refusedAs('invalid_grant'));
    // The consent is the owner's: it stands, and the receipt of the vendor that got it still opens it.
    expect((await renew(asking, { receipt: String(first.body['receipt']) })).status).toBe(200);
  });

  it('A08 of one vendor is no use to another, or with another address; the first can still redeem it', async () => {
    const { wire: asking, code } = await codeOnTheWire(way());
    const parameters = { grant_type: 'authorization_code', code, code_verifier: asking.verifier };
    const stolen = await theirs.token({ ...parameters, redirect_uri: acme.redirectUri });
    expect(stolen).toMatchObject(refusedAs('invalid_grant'));
    const elsewhere = await asking.token({ ...parameters, redirect_uri: `${acme.redirectUri}/x` });
    expect(elsewhere).toMatchObject(refusedAs('invalid_grant'));
    expect(await asking.token(parameters)).toMatchObject(refusedAs('invalid_request'));
    expect((await redeem(asking, acme, code)).status).toBe(200);
  });

  it('A09 is bound to the key of the proof that pushed the request', async () => {
    const { wire: asking, code } = await codeOnTheWire(way());
    const other = await createWireVendor(acme, gateway.origin);
    const injected = await other.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: acme.redirectUri,
      code_verifier: asking.verifier,
    });
    expect(injected).toMatchObject(refusedAs('invalid_grant'));
  });
});

describe('a proof at the authorization server', () => {
  it('A14a, A14b is needed at every step', async () => {
    expect(await wire.push({ details: [entry()], proof: false })).toMatchObject(refusedAs('invalid_request'));
    const consent = await obtainOnTheWire(way());
    const bare = { proof: false } as const;
    const { refreshToken, receipt } = consent;
    const refreshed = await wire.token({ grant_type: 'refresh_token', refresh_token: refreshToken }, bare);
    expect(refreshed).toMatchObject(refusedAs('invalid_grant'));
    const asserted = await wire.token({ grant_type: RECEIPT_GRANT, assertion: receipt }, bare);
    expect(asserted).toMatchObject(refusedAs('invalid_request'));
  });

  it('A15 of four equal ones at the same time passes once, and none later', async () => {
    const { refreshToken, wire: asking } = await obtainOnTheWire(way());
    const proof = { claims: { jti: randomUUID() }, header: {} };
    const refresh = () =>
      asking.token({ grant_type: 'refresh_token', refresh_token: refreshToken }, { proof });
    const answers = await Promise.all([refresh(), refresh(), refresh(), refresh()]);
    expect(tokensIn(answers)).toBe(1);
    expect(tokensIn([await refresh()])).toBe(0);
  });

  it.each([
    ['another method', { htm: 'GET' }, {}],
    ['another host', { htu: 'https://other.example/request' }, {}],
    ['another endpoint', { htu: 'token' }, {}],
    ['no id', { jti: undefined }, {}],
    ['another type', {}, { typ: 'jwt' }],
    ['no key', {}, { jwk: undefined }],
  ])('A16 with %s is refused', async (_what, claims: Record<string, unknown>, header) => {
    const whole = claims['htu'] === 'token' ? { htu: `${gateway.origin}/token` } : claims;
    const answer = await wire.push({ details: [entry()], proof: { claims: whole, header } });
    expect(answer).toMatchObject(refusedAs('invalid_dpop_proof'));
  });
});

describe('a token that is asked for later', () => {
  it('A22 is never wider than the consent: data, scope and resource', async () => {
    const { refreshToken, wire: asking } = await obtainOnTheWire(way());
    const refresh = (more: Record<string, string>) =>
      asking.token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...more });
    const wider = (parts: object) => ({ authorization_details: JSON.stringify([entry(parts)]) });
    for (const parts of [
      { purpose: DIRECT_MARKETING },
      { access: { until: inDays(200) } },
      { actions: ['read', 'converse'] },
      { fields: { ...careRequest().fields, issues: { required: ['title', 'about'] } } },
      { filter: { issues: { addressee: 'anyone' } } },
      { recipients: ['everybody'] },
    ])
      expect(await refresh(wider(parts)), JSON.stringify(parts)).toMatchObject(
        refusedAs('invalid_authorization_details'),
      );
    expect(await refresh({ scope: 'read openid' })).toMatchObject(refusedAs('invalid_scope'));
    expect(await refresh({ resource: 'https://other.example/v1' })).toMatchObject(
      refusedAs('invalid_target'),
    );
    const { authorization_details } = decodeJwt(String((await refresh({})).body['access_token']));
    expect(authorization_details).toMatchObject([{ purpose: CUSTOMER_CARE, actions: ['read'], filter: {} }]);
  });

  it('A24 by a refresh token is the vendor’s own, and ends with the consent', async () => {
    const { refreshToken, wire: asking, consentId } = await obtainOnTheWire(way());
    expect(await renew(theirs, { refreshToken })).toMatchObject(refusedAs('invalid_grant'));
    const stolen = await renew(theirs, { refreshToken });
    expect(stolen.body).not.toHaveProperty('consent_status');
    expect((await renew(asking, { refreshToken })).status).toBe(200);
    await alice.app.withdraw(consentId);
    expect(await renew(asking, { refreshToken })).toMatchObject({
      ...refusedAs('invalid_grant'),
      body: { consent_status: 'withdrawn' },
    });
  });

  it('A66 by a receipt is the vendor’s own, of the present version, unaltered, while the consent is live', async () => {
    const { receipt, wire: asking, consentId } = await obtainOnTheWire(way());
    expect(await renew(theirs, { receipt })).toMatchObject(refusedAs('invalid_grant'));
    const [header, , signature] = receipt.split('.');
    const claims = { ...decodeJwt(receipt), aud: globex.clientId };
    const altered = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
    for (const [vendor, text] of [
      [theirs, altered],
      [asking, `${receipt}=`],
      [asking, 'x.y.z'],
      [asking, 'A'.repeat(50_000)],
    ] as const)
      expect(await renew(vendor, { receipt: text })).toMatchObject(refusedAs('invalid_grant'));
    const jti = randomUUID();
    const assertion = { claims: { jti } };
    const parameters = { grant_type: RECEIPT_GRANT, assertion: receipt };
    expect((await asking.token(parameters, { assertion })).status).toBe(200);
    expect(await asking.token(parameters, { assertion })).toMatchObject(refusedAs('invalid_client', 401));
    await gateway.query('UPDATE consent SET receipt_sha256 = $2 WHERE id = $1', [consentId, 'B'.repeat(43)]);
    expect(await renew(asking, { receipt })).toMatchObject(refusedAs('invalid_grant'));
  });

  it('A23 a second consent is asked for anew, has an id of its own, and leaves the first as it was', async () => {
    const browser = createBrowser();
    const first = await obtainOnTheWire({ ...way(), browser });
    const marketing = {
      ...careRequest({ datatypes: ['preferences'], purpose: DIRECT_MARKETING }),
      fields: { preferences: { required: ['topic'] } },
    };
    const second = await obtainOnTheWire({ ...way(), browser, details: [marketing] });
    expect(second.consentId).not.toBe(first.consentId);
    const details = async (consent: typeof first) =>
      decodeJwt(String((await renew(consent.wire, consent)).body['access_token']))['authorization_details'];
    expect(await details(first)).toMatchObject([{ purpose: CUSTOMER_CARE }]);
    expect(await details(second)).toMatchObject([{ purpose: DIRECT_MARKETING }]);
    expect(await wire.push({})).toMatchObject(refusedAs('invalid_authorization_details'));
  });
});
