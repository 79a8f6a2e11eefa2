// How much each caller may ask of a gateway, and how it is told that it was too much.
import { type ClientRequest, request } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { rawRequest } from '../support/raw-request.ts';
import { careRequest, inDays } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { must, onTheWire } from '../support/wire-asking.ts';
import { createWireVendor, type WireAnswer, type WireVendor } from '../support/wire-vendor.ts';

const SETTINGS = {
  PARLEY_TRUSTED_PROXIES: '127.0.0.1,::1',
  // One address may have 10 of them, one vendor 2.
  PARLEY_MAX_CALLS: '20',
  PARLEY_CALLS_PER_ADDRESS: '15',
  PARLEY_CALLS_PER_VENDOR: '25',
  PARLEY_ASKS_PER_VENDOR: '3',
};

let gateway: TestGateway;
let acme: TestVendor;
let busy: TestVendor;
let greedy: TestVendor;
let quiet: TestVendor;
let alice: TestOwner;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  [acme, busy, greedy, quiet] = await Promise.all([
    startTestVendor(),
    startTestVendor(),
    startTestVendor(),
    startTestVendor(),
  ]);
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, ...[acme, busy, greedy, quiet].map(({ origin }) => origin)],
    settings: SETTINGS,
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
});
afterAll(async () => {
  await alice?.close();
  for (const vendor of [acme, busy, greedy, quiet]) vendor?.stop();
  await gateway?.stop();
});

let last = 0;
let address = '';
// Each test comes from an address of its own.
beforeEach(() => {
  last += 1;
  address = `203.0.113.${last}`;
});

const from = (forwarded: string) => ({ 'x-forwarded-for': forwarded });
const call = (path: string, options: { method?: string; forwarded?: string } = {}) =>
  rawRequest({
    origin: gateway.origin,
    path,
    method: options.method ?? 'GET',
    headers: from(options.forwarded ?? address),
  });
/** The same vendor, from this address. */
const wireOf = (vendor: TestVendor, forwarded = address): Promise<WireVendor> =>
  createWireVendor(vendor, gateway.origin, (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('x-forwarded-for', forwarded);
    return fetch(input, { ...init, headers });
  });
/** A minute of calls at once, and what comes again meanwhile. */
async function useUp(): Promise<void> {
  const answers = Array.from({ length: 3 * Number(SETTINGS.PARLEY_CALLS_PER_ADDRESS) }, () => 0);
  for (const _ of answers) if ((await call('/v1/preferences')).status === 429) return;
  throw new Error('an address may call without end');
}

/** The answer to who is over the limit. On a slow machine a call or two comes again before it is asked for. */
async function onceOver<T extends { readonly status: number }>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    if (answer.status === 429 || attempt === 5) return answer;
  }
}
const refused = (path: string, options: Parameters<typeof call>[1] = {}) =>
  onceOver(() => call(path, options));

/** A call of a vendor that has proven to be it, and to have nothing. */
const redeem = (wire: WireVendor): Promise<WireAnswer> =>
  wire.token({ grant_type: 'authorization_code', code: 'x' });
const IN_OAUTH = { error: 'temporarily_unavailable', error_description: 'try again as Retry-After says' };

describe('an address that has called too often without proving who it is', () => {
  it('is told so in the form of each endpoint, with a time to wait', async () => {
    await useUp();
    const problem = { status: 429, code: 'too_many_requests', title: 'Too many requests' };
    for (const path of ['/v1/preferences', '/v1/consents/consent_x', '/owner/v1/requests', '/nowhere']) {
      const answer = await refused(path);
      expect(answer.body).toMatchObject(problem);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.headers['retry-after']).toMatch(/^[1-4]$/);
    }
    for (const path of ['/request', '/token', '/backchannel', '/token/revocation']) {
      const answer = await refused(path, { method: 'POST' });
      expect([answer.status, answer.headers['retry-after']]).toEqual([429, expect.stringMatching(/^[1-4]$/)]);
      expect(answer.body).toEqual(IN_OAUTH);
    }
    for (const path of ['/', '/auth?request_uri=x', '/interaction/x', '/sign-in/x', '/invitation/x']) {
      const answer = await refused(path);
      expect([answer.status, answer.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
      expect(answer.text).toContain('<h1>Too much at once</h1>');
      expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });

  it('can be read by an app in a browser, and keeps nobody from asking whether the process lives', async () => {
    await useUp();
    const { headers, status } = await refused('/owner/v1/requests');
    expect(status).toBe(429);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect((await call('/healthz')).status).toBe(200);
  });

  it('hinders no other address', async () => {
    await useUp();
    expect((await call('/v1/preferences', { forwarded: '198.51.100.1' })).status).toBe(401);
  });

  it('A33 is not another one by what it writes into X-Forwarded-For, which a named proxy has added to', async () => {
    await useUp();
    const forged = ['192.0.2.1', '127.0.0.1', '::1', 'unknown', ''].map(
      (claimed) => `${claimed}, ${address}`,
    );
    for (const forwarded of forged)
      expect((await refused('/v1/preferences', { forwarded })).status).toBe(429);
  });

  it('is the vendor behind it that pays, where one has proven to call', async () => {
    const wire = await wireOf(busy);
    const statuses = new Set<number>();
    for (let n = 0; n < 20; n += 1) statuses.add((await redeem(wire)).status);
    expect([...statuses]).toEqual([400]);
  });
});

describe('a vendor that calls too often', () => {
  it('is told so in the words of RFC 6749 and of our API, from whatever address, and others go on', async () => {
    const wires = [await wireOf(greedy, '198.51.100.11'), await wireOf(greedy, '198.51.100.12')];
    const answers: WireAnswer[] = [];
    while (answers.at(-1)?.status !== 429) answers.push(await redeem(must(wires[answers.length % 2])));
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.at(-1)?.body).toEqual(IN_OAUTH);
    expect(answers.at(-1)?.headers.get('retry-after')).toMatch(/^[1-3]$/);
    const atOurs = await onceOver(() => must(wires[0]).call('/v1/consents/consent_x'));
    expect(atOurs.body).toMatchObject({
      status: 429,
      code: 'too_many_requests',
    });
    expect((await (await wireOf(quiet)).call('/v1/consents/consent_x')).status).toBe(404);
  });
});

describe('a vendor that has asked as often as it may', () => {
  it('A39h is told so alike, whoever it asks, and nothing more is kept', async () => {
    const wire = await wireOf(acme);
    const ask = (hint: string) => wire.ask({ details: onTheWire(gateway, [careRequest()]), hint });
    const { body } = await alice.app.act('/invitations', {
      expiresAt: inDays(14),
      vendor: { clientId: acme.clientId },
    });
    const { link } = body as { link: string };
    for (const hint of ['nobody', 'nobody else', 'nobody at all']) expect((await ask(hint)).status).toBe(200);
    const kept = () =>
      gateway.query(`SELECT (SELECT count(*) FROM access_request) AS requests,
        (SELECT count(*) FROM oidc_item WHERE model = 'BackchannelAuthenticationRequest') AS polled,
        (SELECT count(*) FROM invitation WHERE used_at IS NOT NULL) AS used`);
    const before = await kept();
    const answers = [await ask('nobody'), await ask(link), await ask('')];
    answers.push(await wire.push({ details: onTheWire(gateway, [careRequest()]) }));
    for (const answer of answers) {
      expect([answer.status, answer.body]).toEqual([429, IN_OAUTH]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(6 * 86_400);
    }
    expect(await kept()).toEqual(before);
    const other = await (await wireOf(quiet)).ask({
      details: onTheWire(gateway, [careRequest()]),
      hint: 'nobody',
    });
    expect(other.status).toBe(200);
  });
});

/** Calls that are under way until they are cut off: their bodies do not end. */
function hangingCalls() {
  const sent: ClientRequest[] = [];
  return {
    begin(path: string, headers: Record<string, string>): Promise<Response> {
      const { hostname, port } = new URL(gateway.origin);
      const options = { hostname, port, path, method: 'POST', agent: false };
      const hanging = request({ ...options, headers: { ...headers, 'content-length': '100' } });
      sent.push(hanging);
      hanging.on('error', () => undefined).write('{');
      return new Promise((resolve) =>
        hanging.on('response', (answer) => {
          const said = new Headers(answer.headers as Record<string, string>);
          answer.resume();
          resolve(new Response('{}', { status: answer.statusCode ?? 0, headers: said }));
        }),
      );
    },
    end: () => sent.splice(0).forEach((each) => void each.destroy()),
  };
}

describe('while much is under way', () => {
  const hanging = hangingCalls();
  afterEach(() => hanging.end());
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it('a flooding address leaves room for others, until the process is full and says so to all', async () => {
    const codeFrom = async (forwarded: string) => (await call('/v1/preferences', { forwarded })).body['code'];
    for (let n = 0; n < 10; n += 1) void hanging.begin('/token', { ...form, ...from(address) });
    await expect.poll(() => codeFrom(address), { timeout: 30_000 }).toBe('too_many_requests');
    expect(await codeFrom('192.0.2.1')).toBe('invalid_token');
    for (let n = 0; n < 10; n += 1) void hanging.begin('/token', { ...form, ...from('198.51.100.77') });
    await expect.poll(() => codeFrom('192.0.2.2'), { timeout: 30_000 }).toBe('temporarily_unavailable');
    const full = await call('/token', { method: 'POST', forwarded: '192.0.2.3' });
    expect([full.status, full.headers['retry-after'], full.body]).toEqual([503, '1', IN_OAUTH]);
    expect((await call('/healthz')).status).toBe(200);
    hanging.end();
    await expect.poll(() => codeFrom('192.0.2.4'), { timeout: 30_000 }).toBe('invalid_token');
  });

  it('a flooding vendor leaves room for others, from however many addresses', async () => {
    const path = '/v1/consents/consent_x/deletion-report';
    for (const n of [1, 2]) {
      const wire = await createWireVendor(acme, gateway.origin, (_url, init) =>
        hanging.begin(path, { ...Object.fromEntries(new Headers(init?.headers)), ...from(`192.0.2.5${n}`) }),
      );
      void wire.call(path, { method: 'POST', body: {} });
    }
    const again = await wireOf(acme, '192.0.2.60');
    const status = async () => (await again.call('/v1/consents/consent_x')).status;
    await expect.poll(status, { timeout: 30_000 }).toBe(429);
    expect((await (await wireOf(quiet)).call('/v1/consents/consent_x')).status).toBe(404);
  });
});
