// Pod servers that are down, hang, say nothing is there, send without end or send messages that nobody asked for.
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { faceOf } from '../support/face-of.ts';
import { hostileAnswers } from '../support/hostile-answers.ts';
import { type Mood, type MoodyPods, startMoodyPods } from '../support/moody-pods.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, addPreference, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

type Owner = Awaited<ReturnType<MoodyPods['createOwner']>>;

let gateway: TestGateway;
let acme: TestVendor;
let pods: MoodyPods;
/** Her pod is on the server that misbehaves. */
let ann: Owner;
/** His is not: what happens to her is nothing to him. */
let bob: TestOwner;
let ofAnn: WireConsent;
let ofBob: WireConsent;
let elsewhere: Server;
let fetchedElsewhere = 0;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  pods = await startMoodyPods(cssUrl);
  elsewhere = createServer((_request, response) => {
    fetchedElsewhere += 1;
    response.end();
  }).listen(0, 'localhost');
  await once(elsewhere, 'listening');
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, pods.origin, addressElsewhere()],
  });
  [ann, bob] = [
    await pods.createOwner(gateway.origin),
    await createTestOwner({ cssUrl, gateway: gateway.origin }),
  ];
  for (const { pod } of [ann, bob]) {
    await knowVendor(pod, { id: 'acme', clientId: acme.clientId });
    await addIssue(pod, 'acme', { title: 'No signal' });
    await addPreference(pod, 'everyone', { topic: 'contact', statement: 'Write' });
  }
  [ofAnn, ofBob] = [await obtain(ann), await obtain(bob)];
});

beforeEach(() => {
  pods.mood = 'well';
  pods.answers.clear();
});

afterAll(async () => {
  elsewhere?.close();
  await Promise.all([ann?.close(), bob?.close()]);
  pods?.stop();
  acme?.stop();
  await gateway?.stop();
});

const addressElsewhere = () => `http://localhost:${(elsewhere.address() as AddressInfo).port}`;
const obtain = (owner: Pick<TestOwner, 'app'>) =>
  obtainOnTheWire({ gateway, vendor: acme, owner, details: [careRequest()] });
const read = ({ wire, accessToken }: WireConsent, path = '/v1/issues') =>
  wire.read(path, { accessToken, purpose: CUSTOMER_CARE });
const statusOf = async ({ consentId }: WireConsent) =>
  (await gateway.query('SELECT status FROM consent WHERE id = $1', [consentId]))[0]?.['status'];

/** As if the staleness bound were over: nothing of any pod is in memory. */
async function forget(): Promise<void> {
  await gateway.restart();
  // A gateway that has just started knows no nonce of before.
  await read(ofBob);
}

describe('where the pod does not answer', () => {
  const MOODS: readonly [string, Mood][] = [
    ['A51a it refuses the gateway', 'forbids'],
    ['A51b it has moved: there is nothing where it was', 'has nothing'],
    ['A51c its server is down', 'down'],
    ['A51c, A69a its server hangs', 'hangs'],
  ];
  const faces = new Map<string, object>();

  it.each(MOODS)('%s', async (name, mood) => {
    expect((await read(ofAnn)).status).toBe(200);
    await forget();
    pods.mood = mood;
    const held = await nothingHappened(gateway, () => read(ofAnn));
    expect(held).toMatchObject({ status: 503, body: { code: 'temporarily_unavailable' } });
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(held.text).not.toContain('No signal');
    faces.set(name, { ...faceOf(held), headers: [] });
    expect(await statusOf(ofAnn)).toBe('given');
    expect((await read(ofBob)).status).toBe(200);
    pods.mood = 'well';
    await forget();
    await expect.poll(async () => (await read(ofAnn)).status, { timeout: 40_000 }).toBe(200);
  });

  it('A51a, A51b, A51c the vendor cannot tell which it is', () => {
    expect(faces.size).toBe(MOODS.length);
    expect(new Set([...faces.values()].map((face) => JSON.stringify(face))).size).toBe(1);
  });

  it('A69a a withdrawal counts at once, and is told to the pod when it is back', async () => {
    for (const mood of ['down', 'hangs'] as const) {
      pods.mood = 'well';
      const consent = await obtain(ann);
      expect((await read(consent)).status).toBe(200);
      pods.mood = mood;
      expect(await ann.app.act(`/consents/${consent.consentId}/withdraw`, {})).toMatchObject({
        status: 202,
        body: { stopped: true, pod: 'pending' },
      });
      expect(await read(consent)).toMatchObject({ status: 401, body: { consent_status: 'withdrawn' } });
      expect((await renew(consent.wire, { receipt: consent.receipt })).body).toMatchObject({
        error: 'invalid_grant',
        consent_status: 'withdrawn',
      });
      pods.mood = 'well';
      await gateway.query('UPDATE pod_outbox SET next_at = clock_timestamp() WHERE done_at IS NULL');
      await expect
        .poll(async () => (await ann.fetch(`${ann.container}consents/${consent.consentId}.ttl`)).text(), {
          timeout: 40_000,
          interval: 250,
        })
        .toContain('ConsentWithdrawn');
    }
  });

  it('A69b a server that says 404 to everything ends no consent, not even where a file was listed a moment ago', async () => {
    const consent = await obtain(ann);
    expect((await read(consent)).status).toBe(200);
    await forget();
    pods.mood = 'has nothing';
    for (let again = 0; again < 3; again += 1) expect((await read(consent)).status).toBe(503);
    expect(await statusOf(consent)).toBe('given');
    pods.mood = 'well';
    pods.answers.set('/consents/', (response) => response.writeHead(404).end());
    pods.answers.set(`${consent.consentId}.ttl`, (response) => response.writeHead(404).end());
    await forget();
    expect((await read(consent)).status).toBe(503);
    expect(await statusOf(consent)).toBe('given');
    pods.answers.clear();
    await expect.poll(async () => (await read(consent)).status, { timeout: 40_000 }).toBe(200);
  });
});

describe('a document of a category', () => {
  it.each<[string, number, (response: ServerResponse) => void]>([
    ['A53b a document that never ends', 502, hostileAnswers.neverEnds],
    ['A53b a document that is cut off', 503, hostileAnswers.cutOff],
    ['A53e a page', 502, hostileAnswers.page],
    ['A53e an image', 502, hostileAnswers.image],
    [
      'A53f a redirect to another address',
      503,
      (response) => response.writeHead(302, { location: `${addressElsewhere()}/x.ttl` }).end(),
    ],
  ])('%s costs its owner the category, and nobody else anything', async (_name, status, answer) => {
    pods.answers.set('/preferences.ttl', answer);
    await forget();
    const refused = await nothingHappened(gateway, () => read(ofAnn, '/v1/preferences'));
    expect([refused.status, refused.text.includes('alert')]).toEqual([status, false]);
    expect(fetchedElsewhere).toBe(0);
    expect((await read(ofAnn)).status).toBe(200);
    expect((await read(ofBob, '/v1/preferences')).status).toBe(200);
  });
});

describe('a notification', () => {
  const listed = () => pods.visits.filter((visit) => visit.endsWith('/issues/index.ttl')).length;
  const topic = () => `${ann.container}issues/index.ttl`;

  it('A57b, A57c of another topic, of another place, or of no sense leads nowhere; one that is known makes one look', async () => {
    await expect.poll(async () => (await read(ofAnn)).status, { timeout: 40_000 }).toBe(200);
    // Channels open in the background.
    await expect.poll(() => pods.notify('{}'), { timeout: 30_000 }).toBeGreaterThan(0);
    await read(ofAnn);
    const before = pods.visits.length;
    const say = (changes: object) =>
      pods.notify(JSON.stringify({ type: 'Update', object: topic(), ...changes }));
    say({ object: `${addressElsewhere()}/secret` });
    say({ object: [`${addressElsewhere()}/secret`], target: addressElsewhere() });
    say({ type: 'Add', object: `${addressElsewhere()}/x`, target: `${ann.container}consents/` });
    say({ object: `${ann.container}unheard-of.ttl` });
    for (const text of ['', 'null', '[]', '{', '"x"', JSON.stringify({ type: 'Update' })]) pods.notify(text);
    const looks = listed();
    // The last one is right: when it has had its effect, those before it have been read.
    for (let flood = 0; flood < 200; flood += 1) say({});
    await expect
      .poll(async () => [(await read(ofAnn)).status, listed() > looks], { timeout: 40_000 })
      .toEqual([200, true]);
    const since = pods.visits.slice(before).filter((visit) => !visit.includes('/.'));
    expect(since.filter((visit) => visit.includes('unheard-of') || visit.includes('secret'))).toEqual([]);
    expect(fetchedElsewhere).toBe(0);
    // One message or two hundred: the next read looks, not the message.
    expect(listed() - looks).toBeLessThan(20);
  });

  it.each([
    '/',
    '/notifications',
    '/.notifications/',
    '/.well-known/solid',
    '/webhooks',
    '/v1/notifications',
  ])('A57a posted to %s of the gateway is taken by nobody', async (path) => {
    const visits = pods.visits.length;
    const answer = await nothingHappened(gateway, () =>
      fetch(`${gateway.origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/ld+json', 'webhook-signature': 'v1,AAAA' },
        body: JSON.stringify({ type: 'Update', object: `${addressElsewhere()}/secret`, topic: topic() }),
      }),
    );
    expect([401, 404, 405]).toContain(answer.status);
    expect(fetchedElsewhere).toBe(0);
    expect(pods.visits.slice(visits).filter((visit) => visit.includes('secret'))).toEqual([]);
  });
});
