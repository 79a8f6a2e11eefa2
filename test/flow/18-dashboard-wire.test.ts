// What the owner's dashboard is told: cards, activity, one company's timeline, and that something has changed. Nobody else is told.
import {
  createItem,
  openPod,
  readSettings,
  saveAllowedApps,
  saveSettings,
  saveVendor,
} from '@parley/pod-client';
import { type ConsentView, ownerApi } from '@parley/protocol';
import { clientDocument, publicVendorJwk } from '@parley/vendor-sdk';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { followEvents } from '../support/follow-events.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { categoryOf } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestProvider, type TestProvider } from '../support/test-provider.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
/** Another owner, at a provider that makes tokens of any length. */
let bob: TestProvider;
let consent: WireConsent;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  acme.document = clientDocument({
    clientId: acme.clientId,
    clientName: 'Acme Broadband',
    redirectUris: [acme.redirectUri],
    keys: [await publicVendorJwk(acme.key)],
    policyUri: 'https://acme.example/policy',
    tosUri: 'https://acme.example/terms',
    contacts: ['care@acme.example'],
    legalName: 'Acme Broadband Ltd',
  });
  bob = await startTestProvider();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, bob.issuer],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  // The vendor is known by its client id alone: that is what a card of the dashboard has.
  await saveVendor(alice.pod, { vendor: { id: 'acme', name: 'Acme', clientId: acme.clientId, circles: [] } });
  const question = { title: 'Why do you need this?', kind: 'question', state: 'open' };
  await createItem(alice.pod, { category: categoryOf('issues'), fields: question, audience: ['acme'] });
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
});
afterAll(async () => {
  await alice?.close();
  bob?.stop();
  acme?.stop();
  await gateway?.stop();
});

const read = (purpose = CUSTOMER_CARE) =>
  consent.wire.read('/v1/issues', { accessToken: consent.accessToken, purpose });
const get = (path: string) => alice.app.call('GET', path);
const byBob = (path: string, token: object = {}) =>
  bob.call({ gateway: gateway.origin, path: `/owner/v1${path}` }, { token: { ...token } });
const today = () => new Date().toISOString().slice(0, 10);

describe('live update', () => {
  it('tells which lists have changed while an owner is at work, no content, and nothing to another owner', async () => {
    const changes = await followEvents(gateway.origin, alice.fetch);
    const bobs = byBob('/events');
    expect(changes).toMatchObject({ status: 200, type: 'text/event-stream' });
    const given = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
    await expect
      .poll(() => new Set(changes.changed.flat()), { timeout: 30_000 })
      .toEqual(new Set(['requests', 'consents', 'ledger']));
    const before = changes.changed.length;
    await given.wire.read('/v1/issues', { accessToken: given.accessToken, purpose: CUSTOMER_CARE });
    await expect.poll(() => changes.changed.slice(before).flat(), { timeout: 30_000 }).toContain('ledger');
    await alice.app.withdraw(given.consentId);
    await expect.poll(() => changes.changed.slice(before).flat(), { timeout: 30_000 }).toContain('consents');
    for (const secret of [given.consentId, acme.clientId, alice.webId])
      expect(changes.text()).not.toContain(secret);
    // The end of a gateway ends what follows it, at once.
    await gateway.restart();
    await changes.ended;
    const { status, text } = await bobs;
    expect(status).toBe(200);
    expect(text).not.toContain('changed');
  });

  it('goes on at a gateway that was started again', async () => {
    const changes = await followEvents(gateway.origin, alice.fetch);
    await gateway.query(`UPDATE consent SET resume_at = now() WHERE id = $1`, [consent.consentId]);
    await expect.poll(() => changes.changed, { timeout: 30_000 }).toContainEqual(['consents']);
    changes.stop();
    await changes.ended;
  });

  it('ends with the token that asked for it', async () => {
    const { status, text } = await byBob('/events', { exp: Math.floor(Date.now() / 1000) + 1 });
    expect({ status, text }).toEqual({ status: 200, text: ':\n\n' });
  });

  it('is there four times for one owner, and again once one of them has gone', async () => {
    const four = await Promise.all([1, 2, 3, 4].map(() => followEvents(gateway.origin, alice.fetch)));
    const refused = await alice.fetch(`${gateway.origin}/owner/v1/events`);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests' });
    four[0]?.stop();
    await expect
      .poll(
        async () => {
          const fifth = await followEvents(gateway.origin, alice.fetch);
          fifth.stop();
          return fifth.status;
        },
        { timeout: 30_000 },
      )
      .toBe(200);
    for (const each of four) each.stop();
  });

  it('is for owners only', async () => {
    expect((await fetch(`${gateway.origin}/owner/v1/events`)).status).toBe(401);
  });
});

describe('a card', () => {
  const card = async (): Promise<ConsentView> =>
    ownerApi.consentViewSchema.parse((await get(`/consents/${consent.consentId}`)).body);

  it('says when the vendor has read, and how often this month', async () => {
    expect(await card()).toMatchObject({ firstReadAt: null, lastReadAt: null, readsThisMonth: 0 });
    await read();
    await read();
    const { firstReadAt, lastReadAt, readsThisMonth, ...rest } = await card();
    expect(readsThisMonth).toBe(2);
    expect(Date.parse(String(firstReadAt))).toBeLessThan(Date.parse(String(lastReadAt)));
    const { body } = await get('/consents');
    const [listed] = ownerApi.consentListSchema
      .parse(body)
      .consents.filter(({ consentId }) => consentId === rest.consentId);
    expect(listed).toMatchObject({ firstReadAt, lastReadAt, readsThisMonth: 2 });
  });

  it('says who the vendor is, as far as it says itself, and which host says so', async () => {
    expect((await card()).vendor).toEqual({
      vendorId: acme.clientId,
      name: 'Acme Broadband',
      legalName: 'Acme Broadband Ltd',
      knownBy: 'document',
      clientHost: new URL(acme.origin).host,
      policyUri: 'https://acme.example/policy',
      tosUri: 'https://acme.example/terms',
      contacts: ['care@acme.example'],
      held: false,
    });
  });

  it('leads to a question: the vendor finds it as an issue, though it is known by its client id alone', async () => {
    expect((await read()).text).toContain('Why do you need this?');
  });
});

describe('activity', () => {
  it('has reads and refusals of each day and vendor, of this owner alone', async () => {
    await read();
    await read('https://w3id.org/dpv#DirectMarketing');
    const activity = ownerApi.activitySchema.parse((await get('/activity')).body);
    expect(activity).toMatchObject({ to: today(), vendors: [{ name: 'Acme Broadband' }] });
    const { reads, refused } = activity.vendors[0]?.days.at(-1) ?? {};
    expect(reads).toBeGreaterThanOrEqual(2);
    expect(refused).toBe(1);
    expect((await byBob('/activity')).body).toMatchObject({ vendors: [] });
    expect((await get('/activity?from=2025-01-01&to=2025-12-31')).body).toEqual({
      from: '2025-01-01',
      to: '2025-12-31',
      vendors: [],
    });
  });

  it('can be read entry by entry: refused attempts, one company, one span of time', async () => {
    const entriesOf = async (query: string) =>
      ownerApi.ledgerPageSchema
        .parse((await get(`/ledger?${query}`)).body)
        .entries.map(({ body }) => JSON.parse(body));
    expect(await entriesOf('kind=read&outcome=refused')).toEqual([
      expect.objectContaining({ outcome: 'refused', reason: 'insufficient_authorization', count: 1 }),
    ]);
    const acts = await entriesOf(`kind=act&vendor=${encodeURIComponent(acme.clientId)}`);
    expect(acts.map(({ act }) => act)).toEqual(['withdraw', 'give', 'give']);
    expect(await entriesOf('vendor=https://other.example/client.json')).toEqual([]);
    expect(await entriesOf('to=2026-01-01T00:00:00Z')).toEqual([]);
    expect((await byBob('/ledger?kind=read')).body).toMatchObject({ entries: [] });
  });

  it.each([
    '/ledger?outcome=stolen',
    '/ledger?kind=',
    '/ledger?from=yesterday',
    '/ledger?since=2026-01-01T00:00:00Z',
    '/activity?from=2026-02-30',
    '/activity?from=2026-01-02&to=2026-01-01',
    '/activity?from=2025-01-01&to=2026-01-02',
    '/activity?from=2020-01-01',
    '/activity?vendor=a',
  ])('%s is refused', async (path) => {
    expect(await get(path)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });
});

describe('a browser on another origin', () => {
  it.each(['/.well-known/parley/record-keys', '/openapi.json'])('may read %s', async (path) => {
    const answer = await fetch(gateway.origin + path, { headers: { origin: 'https://dashboard.example' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('may follow changes, and see why it may not', async () => {
    const url = `${gateway.origin}/owner/v1/events`;
    const asked = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://dashboard.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization, dpop',
      },
    });
    expect(asked.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('dpop');
    const refused = await fetch(url, { headers: { origin: 'https://dashboard.example' } });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('settings in the pod', () => {
  const pod = () => openPod({ container: alice.container, fetch: alice.fetch, webId: alice.webId });
  const settings = { requestNotices: true, pushFor: [], mailFor: [], language: 'de' };
  const resume = async () =>
    (await alice.app.act(`/consents/${consent.consentId}/resume`, {})).body as { code?: string };

  it('name the apps that may widen; where they are broken, none may', async () => {
    await alice.app.pause(consent.consentId);
    await saveSettings(pod(), { settings: { ...settings, allowedApps: ['https://other.example/app'] } });
    expect(await resume()).toMatchObject({ code: 'app_not_allowed' });
    await saveAllowedApps(pod(), { apps: [], before: ['https://other.example/app'] });
    expect(await resume()).toMatchObject({ code: 'app_not_allowed' });
    await alice.fetch(`${alice.container}settings.ttl`, {
      method: 'PUT',
      headers: { 'content-type': 'text/turtle' },
      body: '<#this> <https://w3id.org/parley#language> [] .',
    });
    expect(await readSettings(pod())).toMatchObject({ allowedApps: [] });
    expect(await resume()).toMatchObject({ code: 'app_not_allowed' });
    await alice.fetch(`${alice.container}settings.ttl`, { method: 'DELETE' });
    expect(await resume()).toMatchObject({ consent: { status: 'given' } });
  });
});
