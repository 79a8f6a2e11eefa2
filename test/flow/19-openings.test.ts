// Threads that a company begins: in the owner's pod, through each of which the owner decides alone.
import { randomUUID } from 'node:crypto';
import { adoptOpening, dismissOpening, readItem, readOpened, saveMuted } from '@parley/pod-client';
import {
  type NoticeView,
  type ThreadMessage,
  VENDOR_MESSAGE_TYP,
  VENDOR_OPENING_TYP,
} from '@parley/protocol';
import { publicVendorJwk } from '@parley/vendor-sdk';
import { compactVerify, importJWK } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type MoodyPods, startMoodyPods } from '../support/moody-pods.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

type Owner = Awaited<ReturnType<MoodyPods['createOwner']>>;

const category = categoryOf('issues');
const WORDS = { kind: 'recall', title: 'Recall of your router', content: 'It can get hot' };
/** Longer than a look of the gateway's takes, on a slow machine too. */
const soon = { timeout: 60_000, interval: 250 };
const DETAILS = [careRequest({ actions: ['read', 'converse'] })];
let gateway: TestGateway;
let acme: TestVendor;
let globex: TestVendor;
let pods: MoodyPods;
let alice: Owner;
let consent: WireConsent;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  globex = await startTestVendor({ name: 'Globex' });
  pods = await startMoodyPods(cssUrl);
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, globex.origin, pods.origin],
  });
  alice = await pods.createOwner(gateway.origin);
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: DETAILS });
});

/** What was begun counts for a day: each case begins one. */
beforeEach(async () => {
  pods.mood = 'well';
  await gateway.query("UPDATE vendor_message SET created_at = created_at - interval '1 day'");
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  globex?.stop();
  pods?.stop();
  await gateway?.stop();
});

async function say(path: string, typ: string, claims: Record<string, unknown>, from: WireConsent) {
  const { jti = randomUUID() } = claims;
  const iss = from === consent ? acme.clientId : globex.clientId;
  const iat = Math.floor(Date.now() / 1000);
  const all = { iss, aud: gateway.origin, iat, consent_id: from.consentId, ...claims, jti };
  return from.wire.read(`/v1${path}`, {
    ...{ method: 'POST', accessToken: from.accessToken, purpose: CUSTOMER_CARE },
    headers: { 'idempotency-key': String(jti) },
    body: { message: await from.wire.sign(all, { typ }) },
  });
}

const open = (claims: Record<string, unknown> = {}, from = consent) =>
  say('/issues', VENDOR_OPENING_TYP, { ...WORDS, ...claims }, from);
const reply = (issue: string, content: string) =>
  say(`/issues/${issue}/messages`, VENDOR_MESSAGE_TYP, { issue, content }, consent);
const read = (path: string, from = consent) =>
  from.wire.read(`/v1${path}`, { accessToken: from.accessToken, purpose: CUSTOMER_CARE });
const openings = async () => (await readOpened(alice.pod, { category }))?.openings ?? [];
const titled = async (title: string) => {
  const found = (await openings()).find((each) => each.title === title);
  if (found === undefined) throw new Error(`${title} does not wait.`);
  return found;
};
const entries = async (): Promise<unknown[]> => {
  const { body } = await alice.app.call('GET', '/ledger?kind=reply');
  return (body as { entries: unknown[] }).entries;
};
const notices = async (): Promise<NoticeView[]> =>
  ((await alice.app.call('GET', '/notices')).body as { notices: NoticeView[] }).notices;
const noticesOf = async (kind: string, issueId: string) =>
  (await notices()).filter((each) => each.kind === kind && each.issueId === issueId);

describe('a thread of a company', () => {
  it('waits in the owner’s pod, signed, is in her ledger without its words, and she is told of it', async () => {
    const before = (await entries()).length;
    const { status, body } = await open();
    expect(status).toBe(201);
    const waiting = await titled(WORDS.title);
    expect(waiting).toMatchObject({ kind: 'recall', vendorId: acme.clientId });
    expect(await entries()).toHaveLength(before + 1);
    expect(JSON.stringify(await entries())).not.toMatch(/router|hot/);
    const turtle = await (await alice.fetch(`${alice.container}issues/opened.ttl`)).text();
    const signed = /signedMessage>?\s+"([^"]+)"/.exec(turtle)?.[1] ?? '';
    const key = await importJWK(await publicVendorJwk(acme.key), 'ES256');
    const { payload } = await compactVerify(signed, key);
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject(WORDS);
    await expect.poll(() => noticesOf('opened', waiting.id), soon).toHaveLength(1);

    // The same issue to the vendor before and after it is the owner's.
    const id = String(body['id']);
    expect((await reply(id, 'Unplug it')).status).toBe(201);
    await adoptOpening(alice.pod, { category, id: waiting.id, audience: ['acme'] });
    expect((await reply(id, 'A new one is on its way')).status).toBe(201);
    const { fields } = await readItem(alice.pod, { category, id: waiting.id });
    const said = (fields['messages'] as readonly ThreadMessage[]).map(({ content }) => content);
    expect(said).toEqual([WORDS.content, 'Unplug it', 'A new one is on its way']);
    const isWhole = async () => ((await read(`/issues/${id}`)).body['messages'] as unknown[])?.length;
    await expect.poll(isWhole, soon).toBe(3);
    await expect.poll(() => noticesOf('message', waiting.id), soon).toHaveLength(1);
  });

  it('A62g is nobody else’s: another company finds it in no list, and as if it were not there', async () => {
    const anyone = [careRequest({ filter: { issues: { addressee: 'anyone' } } })];
    const theirs = await obtainOnTheWire({ gateway, vendor: globex, owner: alice, details: anyone });
    const { body } = await open({ title: 'Between us' });
    expect(JSON.stringify((await read('/issues')).body)).toContain('Between us');
    expect(JSON.stringify((await read('/issues', theirs)).body)).not.toContain('Between us');
    const [hidden, absent] = [
      await read(`/issues/${body['id']}`, theirs),
      await read('/issues/item_none', theirs),
    ];
    expect([hidden.status, { ...hidden.body, instance: '' }]).toEqual([
      404,
      { ...absent.body, instance: '' },
    ]);
  });

  it('that the owner dismisses is gone for the company as if there had been none', async () => {
    const { body } = await open({ title: 'Not wanted' });
    const id = String(body['id']);
    await dismissOpening(alice.pod, { category, id: (await titled('Not wanted')).id });
    expect((await reply(id, 'Still there?')).body['code']).toBe('not_found');
    const answer = await read(`/issues/${id}`);
    expect([answer.status, answer.body['code']]).toEqual([404, 'not_found']);
  });

  it('takes a few messages before the owner has looked at it, and no more', async () => {
    const { body } = await open({ title: 'Talks a lot' });
    const id = String(body['id']);
    for (const nth of [2, 3, 4, 5]) expect((await reply(id, `Message ${nth}`)).status).toBe(201);
    expect((await reply(id, 'Message 6')).body['code']).toBe('too_many_requests');
    expect((await titled('Talks a lot')).messages).toHaveLength(5);
  });
});

describe('where the owner does not want to hear of it', () => {
  const mute = (of: Parameters<typeof saveMuted>[1]['of'], isMuted: boolean) =>
    saveMuted(alice.pod, { category, of, isMuted });

  it('A62f a thread is refused from the next call on, and taken again from the next', async () => {
    const before = await openings();
    await mute({ vendorId: acme.clientId }, true);
    expect((await open({ title: 'Muted' })).body['code']).toBe('openings_not_wanted');
    expect(await openings()).toEqual(before);
    await mute({ vendorId: acme.clientId }, false);
    expect((await open({ title: 'Heard' })).status).toBe(201);
  });

  it('A62f no thread is begun in a pod without a place for it, and none is made', async () => {
    const url = `${alice.container}issues/opened.ttl`;
    const text = await (await alice.fetch(url, { headers: { accept: 'text/turtle' } })).text();
    await alice.fetch(url, { method: 'DELETE' });
    expect((await open({ title: 'Nowhere' })).body['code']).toBe('openings_not_wanted');
    expect((await read('/issues')).status).toBe(200);
    expect((await alice.fetch(url)).status).toBe(404);
    await alice.fetch(url, { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body: text });
  });

  it('a muted issue gets what is written, and nobody is told', async () => {
    const { body } = await open({ title: 'Quiet' });
    const { id } = await titled('Quiet');
    await mute({ issueId: id }, true);
    expect((await reply(String(body['id']), 'Psst')).status).toBe(201);
    // What comes after it is told: by then it would have been told too.
    const { body: loud } = await open({ title: 'Loud' });
    expect((await reply(String(loud['id']), 'Hello')).status).toBe(201);
    const { id: loudId } = await titled('Loud');
    await expect.poll(() => noticesOf('message', loudId), soon).toHaveLength(1);
    expect(await noticesOf('message', id)).toEqual([]);
    expect((await titled('Quiet')).messages.map(({ content }) => content)).toContain('Psst');
  });
});

describe('a beginning that is cut off', () => {
  it('is one thread and one entry when it comes again, wherever it was cut', async () => {
    const before = (await entries()).length;
    for (const mood of ['down', 'loses answers'] as const) {
      const jti = randomUUID();
      const title = `Cut off: ${mood}`;
      pods.mood = mood;
      expect((await open({ jti, title })).status).toBe(503);
      pods.mood = 'well';
      const again = await open({ jti, title });
      expect(again.status).toBeLessThan(300);
      expect((await open({ jti, title })).body).toEqual(again.body);
      expect((await openings()).filter((each) => each.title === title)).toHaveLength(1);
    }
    expect(await entries()).toHaveLength(before + 2);
  });

  it('gets its entry when nobody sends it again, and an adopted one too', async () => {
    const before = (await entries()).length;
    pods.mood = 'loses answers';
    expect((await open({ title: 'Never again' })).status).toBe(503);
    pods.mood = 'well';
    const { id } = await titled('Never again');
    await adoptOpening(alice.pod, { category, id, audience: ['acme'] });
    await gateway.query(
      "UPDATE vendor_message SET created_at = created_at - interval '2 hours' WHERE done_at IS NULL",
    );
    await gateway.restart();
    await expect.poll(async () => (await entries()).length, soon).toBe(before + 1);
    await expect
      .poll(() => gateway.query('SELECT FROM vendor_message WHERE done_at IS NULL'), soon)
      .toEqual([]);
  });
});

it('A62f is refused after three in a day', async () => {
  await gateway.query("UPDATE vendor_message SET created_at = now() - interval '2 days'");
  for (const title of ['One', 'Two', 'Three']) {
    expect((await open({ title })).status).toBe(201);
    await dismissOpening(alice.pod, { category, id: (await titled(title)).id });
  }
  const { status, headers } = await open({ title: 'Four' });
  expect([status, headers.get('retry-after')]).toEqual([429, '3600']);
});
