import { randomUUID } from 'node:crypto';
import { readItem, updateItem } from '@parley/pod-client';
import { type DataItem, type ThreadMessage, VENDOR_MESSAGE_TYP } from '@parley/protocol';
import { publicVendorJwk } from '@parley/vendor-sdk';
import { compactVerify, importJWK } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type MoodyPods, startMoodyPods } from '../support/moody-pods.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

type Owner = Awaited<ReturnType<MoodyPods['createOwner']>>;

const issues = categoryOf('issues');
/** As `adapters/postgres/rebuild/write-consents.ts` has them: one that is not there would stop every rebuild after a restored backup. */
const TAKEN_OUT_WITH_A_CONSENT = [
  'consent_change',
  'consent_entry',
  'consent_version',
  'deletion_report',
  'pod_outbox',
];
let gateway: TestGateway;
let acme: TestVendor;
let pods: MoodyPods;
let alice: Owner;
let consent: WireConsent;
let drops: DataItem;
let hums: DataItem;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  pods = await startMoodyPods(cssUrl);
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, pods.origin],
  });
  alice = await pods.createOwner(gateway.origin);
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await knowVendor(alice.pod, { id: 'globex', clientId: 'https://globex.example/client' });
  drops = await addIssue(alice.pod, 'acme', { title: 'The line drops' });
  hums = await addIssue(alice.pod, 'globex', { title: 'The fridge hums' });
  const details = [careRequest({ actions: ['read', 'converse'] })];
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details });
});

beforeEach(() => {
  pods.mood = 'well';
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  pods?.stop();
  await gateway?.stop();
});

const read = async (path: string) =>
  (await consent.wire.read(`/v1${path}`, { accessToken: consent.accessToken, purpose: CUSTOMER_CARE })).body;

async function issueId(): Promise<string> {
  const { items } = (await read('/issues')) as { items: { id: string; title: string }[] };
  return items.find(({ title }) => title === 'The line drops')?.id ?? '';
}

async function send(content: string, { key = randomUUID(), issue = '', from = consent } = {}) {
  const about = issue === '' ? await issueId() : issue;
  const message = await from.wire.sign(
    {
      iss: acme.clientId,
      aud: gateway.origin,
      iat: Math.floor(Date.now() / 1000),
      jti: key,
      consent_id: from.consentId,
      issue: about,
      content,
      proposes: 'answered',
    },
    { typ: VENDOR_MESSAGE_TYP },
  );
  return from.wire.read(`/v1/issues/${about}/messages`, {
    method: 'POST',
    accessToken: from.accessToken,
    purpose: CUSTOMER_CARE,
    headers: { 'idempotency-key': key },
    body: { message },
  });
}

async function threadInPod(item = drops): Promise<readonly ThreadMessage[]> {
  const { fields } = await readItem(alice.pod, { category: issues, id: item.id });
  return (fields['messages'] ?? []) as readonly ThreadMessage[];
}

const textsInPod = async () => (await threadInPod()).map(({ content }) => content);

async function replies(): Promise<{ act?: string; category?: string; version: number }[]> {
  const { body } = await alice.app.call('GET', '/ledger?kind=reply');
  return (body as { entries: { body: string }[] }).entries.map((entry) => JSON.parse(entry.body));
}

describe('a message of a company', () => {
  it('stands in the owner’s pod, signed by the company, and in her ledger, which holds none of its words', async () => {
    const before = (await replies()).length;
    expect((await send('We are on our way')).status).toBe(201);
    expect((await threadInPod()).at(-1)).toMatchObject({
      content: 'We are on our way',
      from: 'vendor',
      proposes: 'answered',
    });
    const entries = await replies();
    expect(entries).toHaveLength(before + 1);
    expect(entries[0]).toMatchObject({ kind: 'reply', outcome: 'done', category: 'issues', itemCount: 1 });
    expect(JSON.stringify(entries)).not.toContain('on our way');
    const turtle = await (await alice.fetch(`${alice.container}issues/${drops.id}.ttl`)).text();
    const signed = /signedMessage>?\s+"([^"]+)"/.exec(turtle)?.[1] ?? '';
    const { payload } = await compactVerify(
      signed,
      await importJWK(await publicVendorJwk(acme.key), 'ES256'),
    );
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ content: 'We are on our way' });
  });

  it('A62d changes no state: the owner alone does that', async () => {
    await send('Is it well now?');
    const open = await readItem(alice.pod, { category: issues, id: drops.id });
    expect(open.fields['state']).toBe('open');
    const closed = await updateItem(alice.pod, { category: issues, item: open, fields: { state: 'closed' } });
    expect((await send('Thank you')).status).toBe(201);
    expect((await readItem(alice.pod, { category: issues, id: drops.id })).fields['state']).toBe('closed');
    await updateItem(alice.pod, { category: issues, item: closed, fields: { state: 'open' } });
  });

  it('A62b does not reach an issue for another company, as if there were none', async () => {
    const { items } = (await read('/issues')) as { items: { id: string }[] };
    const known = new Set(items.map(({ id }) => id));
    expect(known.size).toBe(1);
    const [hidden, absent] = [
      await send('Hello', { issue: hums.id }),
      await send('Hello', { issue: 'item_none' }),
    ];
    expect([hidden.status, hidden.body['code']]).toEqual([404, 'not_found']);
    expect({ ...absent.body, instance: '' }).toEqual({ ...hidden.body, instance: '' });
    expect(await threadInPod(hums)).toEqual([]);
  });

  it('A62e is text, whatever it looks like, and no more of it than fits', async () => {
    const markup = '<script>alert(1)</script> **bold** [link](javascript:alert(1))';
    expect((await send(markup)).status).toBe(201);
    expect(await textsInPod()).toContain(markup);
    expect((await send('x'.repeat(10_001))).body['code']).toBe('invalid_request');
    expect((await send('x'.repeat(70_000))).body['code']).toBe('payload_too_large');
    expect((await textsInPod()).every((text) => text.length < 10_000)).toBe(true);
  });

  it('A62a A62c needs the action, and a consent that stands', async () => {
    const reader = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
    const before = await threadInPod();
    const refused = await send('Not asked for', { from: reader });
    expect([refused.status, refused.body['code']]).toEqual([403, 'insufficient_authorization']);
    await alice.app.act(`/consents/${reader.consentId}/withdraw`, {});
    const ended = await send('Too late', { from: reader });
    expect([ended.status, ended.body['code'], ended.body['consent_status']]).toEqual([
      401,
      'invalid_token',
      'withdrawn',
    ]);
    expect(await threadInPod()).toEqual(before);
  });

  it('loses none of those that come at once', async () => {
    const issue = await issueId();
    const texts = Array.from({ length: 12 }, (_, nth) => `At once ${nth}`);
    const answers = await Promise.all(texts.map((text) => send(text, { issue })));
    expect(answers.map(({ status }) => status)).toEqual(texts.map(() => 201));
    expect((await textsInPod()).filter((text) => text.startsWith('At once')).sort()).toEqual(texts.sort());
  });
});

it('hinders no rebuild, and is known after one: what rests on a consent by a key is taken out with it', async () => {
  const rows = await gateway.query<{ name: string }>(
    `SELECT conrelid::regclass::text AS name FROM pg_constraint WHERE contype = 'f' AND confrelid = 'consent'::regclass ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(TAKEN_OUT_WITH_A_CONSENT);
});

describe('a message that is cut off', () => {
  it('before the pod has it is refused, and is one message when it comes again', async () => {
    const key = randomUUID();
    const issue = await issueId();
    pods.mood = 'down';
    const { status, headers } = await send('The first try', { key, issue });
    expect(status).toBe(503);
    expect(headers.get('retry-after')).not.toBeNull();
    pods.mood = 'well';
    expect((await send('The first try', { key, issue })).status).toBe(200);
    expect((await textsInPod()).filter((text) => text === 'The first try')).toHaveLength(1);
  });

  it('after the pod has it is one message when it comes again, and one entry', async () => {
    const key = randomUUID();
    const issue = await issueId();
    const before = (await replies()).length;
    pods.mood = 'loses answers';
    expect((await send('Lost on the way back', { key, issue })).status).toBe(503);
    pods.mood = 'well';
    expect((await send('Lost on the way back', { key, issue })).status).toBe(200);
    expect((await send('Lost on the way back', { key, issue })).status).toBe(200);
    expect((await textsInPod()).filter((text) => text === 'Lost on the way back')).toHaveLength(1);
    expect(await replies()).toHaveLength(before + 1);
  });

  it('and never comes again gets its entry all the same; one that no pod has is forgotten', async () => {
    const issue = await issueId();
    const before = (await replies()).length;
    pods.mood = 'loses answers';
    expect((await send('Nobody asks again', { issue })).status).toBe(503);
    pods.mood = 'down';
    expect((await send('Never there', { issue })).status).toBe(503);
    pods.mood = 'well';
    const unsettled = () => gateway.query('SELECT FROM vendor_message WHERE done_at IS NULL');
    expect(await unsettled()).toHaveLength(2);
    await gateway.query(
      "UPDATE vendor_message SET created_at = created_at - interval '2 hours' WHERE done_at IS NULL",
    );
    await gateway.restart();
    await expect.poll(unsettled, { timeout: 30_000 }).toEqual([]);
    expect(await replies()).toHaveLength(before + 1);
    expect((await textsInPod()).filter((text) => text === 'Never there')).toEqual([]);
  });
});

describe('too much', () => {
  it('A62e is refused after two hundred messages in a day', async () => {
    const issue = await issueId();
    await gateway.query(
      `INSERT INTO vendor_message SELECT consent_id, sha256(n::text::bytea), content_digest, issue_id, pod_id || n, version, purpose,
         token_id, request_id, created_at, done_at FROM (SELECT * FROM vendor_message LIMIT 1) m, generate_series(1, 200) n`,
    );
    const { status, headers } = await send('One more', { issue });
    expect([status, headers.get('retry-after')]).toEqual([429, '3600']);
  });
});
