// Attacks on who the owner is: tokens, proofs and providers at the owner API, and the answer that a provider gives to the plain page.
import { randomUUID } from 'node:crypto';
import { sha256 } from '@parley/protocol';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Browser, type BrowserPage, createBrowser } from '../../scripts/support/browser.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { careRequest } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { type CallChanges, startTestProvider, type TestProvider } from '../support/test-provider.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
/** Ann's own provider, and another one that would like to be it. */
let ann: TestProvider;
let mallory: TestProvider;

beforeAll(async () => {
  acme = await startTestVendor();
  [ann, mallory] = [await startTestProvider(), await startTestProvider()];
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [inject('cssUrl'), acme.origin, mallory.issuer, ann.issuer],
  });
});

afterAll(async () => {
  acme?.stop();
  mallory?.stop();
  ann?.stop();
  await gateway?.stop();
});

const call = (changes?: CallChanges, path = '/owner/v1/consents', by = ann) =>
  by.call({ gateway: gateway.origin, path }, changes);
/** A call that is to leave nothing behind. */
const refused: typeof call = (...calling) => nothingHappened(gateway, () => call(...calling));
const INVALID_TOKEN = { status: 401, body: { code: 'invalid_token' } };
const INVALID_PROOF = { status: 401, body: { code: 'invalid_dpop_proof' } };
const now = () => Math.floor(Date.now() / 1000);

describe('an owner’s token', () => {
  it('is taken from the provider that the WebID names, without ath and with it', async () => {
    expect(await call()).toMatchObject({ status: 200, body: { consents: [] } });
    expect((await call({ token: { aud: ['solid', 'other'] } })).status).toBe(200);
  });

  it.each<[string, CallChanges]>([
    ['A28c another audience', { token: { aud: 'https://other.example' } }],
    ['A28c an end that is over', { token: { iat: now() - 900, exp: now() - 300 } }],
    ['A28c no end', { token: { exp: undefined } }],
    ['A28d no key that it is bound to', { token: { cnf: undefined } }],
    ['A28e no WebID', { token: { webid: undefined } }],
    ['A28b the marks of an ID token', { token: { aud: ['solid', 'app'], nonce: 'n' } }],
    ['A28b the hash of an ID token', { token: { at_hash: 'h' } }],
    ['A28c no app', { token: { client_id: undefined } }],
    ['A28e another person’s WebID', { token: { webid: 'http://localhost:1/people/bob#me' } }],
    ['A28e a WebID that names nobody', { token: { webid: 'ann' } }],
    ['A28b another type', { tokenHeader: { typ: 'logout+jwt' } }],
    ['the scheme Bearer', { scheme: 'Bearer' }],
    ['an unknown key', { tokenHeader: { kid: 'unknown' } }],
  ])('with %s is refused', async (_what, changes) => {
    expect(await refused(changes)).toMatchObject(INVALID_TOKEN);
  });

  it.each<[string, CallChanges]>([
    ['none', { proof: false }],
    ['another method', { proof: { htm: 'POST' } }],
    ['another path', { proof: { htu: '/owner/v1/requests' } }],
    ['another host', { proof: { htu: 'https://other.example/owner/v1/consents' } }],
    ['an old time', { proof: { iat: now() - 120 } }],
    ['a future time', { proof: { iat: now() + 120 } }],
    ['no time', { proof: { iat: undefined } }],
    ['no id', { proof: { jti: undefined } }],
    ['another token’s digest', { proof: { ath: 'A'.repeat(43) } }],
    ['another type', { proofHeader: { typ: 'jwt' } }],
  ])('A28a, A54c, A54e with the proof: %s is refused', async (_what, changes) => {
    const { proof } = changes;
    const relative = proof && proof['htu'] === '/owner/v1/requests';
    const whole = relative ? { proof: { htu: `${gateway.origin}/owner/v1/requests` } } : changes;
    expect(await refused(whole)).toMatchObject(INVALID_PROOF);
  });

  it('A28d with the proof of another key is refused', async () => {
    const { publicKey } = await generateKeyPair('ES256');
    expect(await refused({ proofHeader: { jwk: await exportJWK(publicKey) } })).toMatchObject(INVALID_PROOF);
    expect(await refused({ token: { cnf: { jkt: 'A'.repeat(43) } } })).toMatchObject(INVALID_PROOF);
  });

  it('A28a with a proof that was used passes once of four at the same time', async () => {
    const changes = { proof: { jti: randomUUID() } };
    const answers = await Promise.all([call(changes), call(changes), call(changes), call(changes)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('A27a, A54b of a provider that the WebID does not name is refused, whatever it says', async () => {
    expect(await refused({ token: { webid: ann.webId } }, undefined, mallory)).toMatchObject(INVALID_TOKEN);
    const posing = { token: { webid: ann.webId, iss: ann.issuer } };
    expect(await refused(posing, undefined, mallory)).toMatchObject(INVALID_TOKEN);
    expect(mallory.visits).not.toContain('/jwks');
  });

  it('names no address that is not to be fetched', async () => {
    for (const address of [
      'http://127.0.0.1:22/#me',
      'https://10.0.0.1/#me',
      'file:///etc/passwd',
      'https://localhost/#me',
      `https://a.example/${'a'.repeat(2_000)}`,
    ]) {
      const answer = await refused({ token: { webid: address } });
      expect([401, 503], address.slice(0, 40)).toContain(answer.status);
      expect(answer.text).not.toContain('etc');
    }
  });

  it('A65b signs the decision: a body that is not the path’s is refused', async () => {
    const path = `/owner/v1/consents/consent_x/withdraw/${await sha256('{}')}`;
    const send = (body: string) => ann.call({ gateway: gateway.origin, path, method: 'POST', body });
    expect(await send('{ }')).toMatchObject({ status: 400, body: { code: 'digest_mismatch' } });
    expect(await send('{}')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

it('A27b a provider whose metadata names another issuer is refused', async () => {
  mallory.metadata = { issuer: ann.issuer };
  expect(await refused({}, undefined, mallory)).toMatchObject(INVALID_TOKEN);
});

describe('the answer of a provider to the plain page', () => {
  let browser: Browser;
  let page: BrowserPage;
  let asked: URL;

  beforeEach(async () => {
    browser = createBrowser();
    const client = acme.at(gateway.origin);
    const { url } = await client.ask({ details: [careRequest()], redirectUri: acme.redirectUri });
    page = await browser.open(url);
    const form = {
      csrf: /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
      decision: 'give',
      webid: ann.webId,
      until: '',
      field: ['0.issues.title'],
    };
    const sent = await browser.submit(`${page.url}/decision`, form, { stopAt: [ann.issuer] });
    asked = new URL(sent.url);
  });

  const idToken = (claims: object = {}, by = ann) =>
    by.sign({
      iss: ann.issuer,
      aud: `${gateway.origin}/client.jsonld`,
      sub: ann.webId,
      webid: ann.webId,
      nonce: asked.searchParams.get('nonce'),
      iat: now(),
      exp: now() + 60,
      ...claims,
    });
  const answer = async (token: string, state = asked.searchParams.get('state') ?? '') =>
    nothingHappened(gateway, () =>
      browser.submit(`${gateway.origin}/sign-in/callback`, { state, id_token: token }),
    );

  it('is asked for an ID token alone: no token that opens a pod ever comes here', () => {
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'id_token',
      response_mode: 'form_post',
      redirect_uri: `${gateway.origin}/sign-in/callback`,
    });
  });

  it.each<[string, object]>([
    ['another nonce', { nonce: 'another decision' }],
    ['no nonce', { nonce: undefined }],
    ['another audience', { aud: 'https://other.example/client' }],
    ['another issuer', { iss: 'https://other.example' }],
    ['another person', { webid: 'https://bob.example/#me' }],
    ['no WebID, and another subject', { webid: undefined, sub: 'ann' }],
    ['an end that is over', { iat: now() - 600, exp: now() - 300 }],
    ['no end', { exp: undefined }],
    ['an old beginning', { iat: now() - 3_600 }],
  ])('A27c, A28f with %s confirms nothing', async (_what, claims) => {
    expect((await answer(await idToken(claims))).status).toBe(403);
  });

  it('A27c signed by another provider confirms nothing', async () => {
    expect((await answer(await idToken({}, mallory))).status).toBe(403);
    expect((await answer(await idToken({ iss: mallory.issuer }, mallory))).status).toBe(403);
  });

  it('A26a, A26b with a state that nobody has begun, or has ended, confirms nothing', async () => {
    expect((await answer(await idToken(), 'unknown')).status).toBe(403);
    // Ann has no connected pod: the answer holds, and nothing is given.
    expect((await answer(await idToken())).status).toBe(409);
    expect((await answer(await idToken())).status).toBe(403);
  });

  it('A26a in another browser than the one that began goes nowhere, and its ticket is no use to anybody else', async () => {
    const elsewhere = createBrowser();
    const token = await idToken();
    const state = asked.searchParams.get('state') ?? '';
    const end = await elsewhere.submit(`${gateway.origin}/sign-in/callback`, { state, id_token: token });
    expect(end.status).toBe(400);
    const other = await startAnother();
    const ticket = new URL(end.url).searchParams.get('ticket') ?? '';
    expect((await other.browser.open(`${other.page.url}/continue?ticket=${ticket}`)).status).toBe(403);
    expect(await gateway.query('SELECT FROM consent')).toEqual([]);
  });

  it('A31 leaves no trace in addresses that others see', async () => {
    const end = await answer(await idToken());
    expect(end.headers.get('referrer-policy')).toBe('no-referrer');
    expect(end.headers.get('cache-control')).toBe('no-store');
    expect(end.headers.get('x-frame-options')).toBe('DENY');
    expect(gateway.logLines.join('')).not.toContain(asked.searchParams.get('state'));
  });

  async function startAnother() {
    const other = createBrowser();
    const client = acme.at(gateway.origin);
    const { url } = await client.ask({ details: [careRequest()], redirectUri: acme.redirectUri });
    return { browser: other, page: await other.open(url) };
  }
});
