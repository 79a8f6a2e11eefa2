// A vendor keeps a copy: by two gateway processes in turn, across a restart, and until the owner takes it back.
import { deleteItem, updateItem } from '@parley/pod-client';
import type { ConsentView, DataItem } from '@parley/protocol';
import { type Consent, createMemoryCopy, type DeletionDue, type MemoryCopy } from '@parley/vendor-sdk';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, addPreference, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startSecondProcess, type TestProcesses } from '../support/test-processes.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { receiveWebhooks, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { createWireVendor } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let both: TestProcesses;
let acme: TestVendor;
let alice: TestOwner;
let consent: Consent;
let copy: MemoryCopy;
let items: DataItem[];
let receiver: WebhookReceiver;
const due: DeletionDue[] = [];

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  const proxyPort = await freePort();
  acme = await startTestVendor({
    async onDeletion(told) {
      due.push(told);
      return told.categories.map((category) => ({ category, outcome: 'deleted' as const }));
    },
  });
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
    proxyPort,
  });
  both = await startSecondProcess(gateway, proxyPort);
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  items = [];
  for (const title of ['No signal', 'Wrong bill', 'Late parcel'])
    items.push(await addIssue(alice.pod, 'acme', { title, description: `about ${title}` }));
  await addPreference(alice.pod, ['acme'], { topic: 'contact', statement: 'Write to me' });
  receiver = receiveWebhooks(acme);
  const wire = await createWireVendor(acme, gateway.origin);
  await wire.call('/v1/webhook', { method: 'PUT', body: { url: receiver.url, types: ['issues.changed'] } });
  const details = [careRequest({ actions: ['read', 'subscribe'] })];
  consent = await acme.obtain({ gateway: gateway.origin, owner: alice.app, details });
  copy = createMemoryCopy();
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await both?.stop();
  await gateway?.stop();
});

const sync = () => consent.sync({ purpose: CUSTOMER_CARE, store: copy });
const titles = () =>
  copy
    .list('issues')
    .map(({ title }) => title)
    .sort();
/** What the owner's app has changed is seen within the staleness bound, by each process for itself. */
const synced = (what: () => unknown) =>
  expect.poll(
    async () => {
      const seen: unknown[] = [];
      for (const process of [0, 1] as const) {
        both.direct(process);
        await sync();
        seen.push(what());
      }
      both.direct(undefined);
      return seen;
    },
    { timeout: 90_000, interval: 1_000 },
  );
const twice = <T>(value: T): T[] => [value, value];
const ownersView = async (): Promise<ConsentView> =>
  (await alice.app.call('GET', `/consents/${consent.id}`)).body as ConsentView;

it('a copy is filled by two processes in turn, each page written down', async () => {
  expect(await sync()).toEqual({ upserted: 4, removed: 0, consentVersion: 1 });
  const [issue] = copy.list('issues');
  expect(issue).toEqual(await consent.issues.get(issue?.id ?? '', { purpose: CUSTOMER_CARE }));
  expect(copy.list('preferences')).toMatchObject([{ topic: 'contact', statement: 'Write to me' }]);
  const written = await gateway.query<{ category: string; items: number }>(
    `SELECT body::jsonb ->> 'category' AS category, (body::jsonb ->> 'itemCount')::int AS items FROM journal
     WHERE consent_id = $1 AND body::jsonb ->> 'outcome' = 'disclosed' ORDER BY at`,
    [consent.id],
  );
  expect(written.slice(0, 2)).toEqual([
    { category: 'issues', items: 3 },
    { category: 'preferences', items: 1 },
  ]);
});

it('what the owner changes, deletes, or addresses to somebody else is followed, also across a restart', async () => {
  const [changed, deleted, moved] = items as [DataItem, DataItem, DataItem];
  const category = categoryOf('issues');
  await updateItem(alice.pod, { category, item: changed, fields: { description: 'solved' } });
  await deleteItem(alice.pod, { category, item: deleted });
  await updateItem(alice.pod, { category, item: moved, fields: {}, audience: ['nobody'] });
  await gateway.restart();
  await synced(() => copy.list('issues').map(({ title, description }) => [title, description])).toEqual(
    twice([['No signal', 'solved']]),
  );
  expect(await sync()).toEqual({ upserted: 0, removed: 0, consentVersion: 1 });
});

it('who subscribes is told that there is something, and finds it by a sync', async () => {
  const patience = { timeout: 90_000, interval: 500 };
  const known = () =>
    gateway.query('SELECT FROM watched_copy WHERE consent_id = $1 AND is_known', [consent.id]);
  await expect.poll(known, patience).toHaveLength(1);
  receiver.reset();
  await addIssue(alice.pod, 'acme', { title: 'No sound', description: 'since today' });
  await addIssue(alice.pod, 'nobody', { title: 'Not for Acme' });
  await synced(titles).toEqual(twice(['No signal', 'No sound']));
  const { id } = copy.list('issues').find(({ title }) => title === 'No sound') ?? {};
  // What was changed before may be told of later.
  const told = () => receiver.received.map(({ event }) => `${event.type} ${event.data.item_id}`);
  await expect.poll(told, patience).toContain(`issues.changed ${id}`);
});

it('A47g, A48d while it is paused nothing is told, and nothing of the copy is lost', async () => {
  await alice.app.pause(consent.id);
  await expect(sync()).rejects.toMatchObject({ code: 'consent_paused' });
  await alice.app.resume(consent.id);
  expect(await sync()).toMatchObject({ upserted: 0, removed: 0 });
  expect(titles()).toEqual(['No signal', 'No sound']);
});

it('a narrowing takes away from the copy what it took out of the consent, and is reported', async () => {
  const fields = { issues: { required: ['title', 'state'], optional: [] } };
  await alice.app.narrow(
    consent.id,
    consent.details.map((entry) => ({ ...entry, datatypes: ['issues'], fields })),
  );
  expect(await sync()).toEqual({ upserted: 2, removed: 1, consentVersion: 2 });
  expect((await copy.items()).map(({ category }) => category)).toEqual(['issues', 'issues']);
  expect(copy.list('issues').map((issue) => Object.keys(issue))).toEqual(twice(['id', 'title', 'state']));
  expect(due).toMatchObject([{ status: 'given', categories: ['issues', 'preferences'] }]);
  expect((await ownersView()).deletion).toMatchObject({ state: 'answered', reports: 1 });
});

it('after a withdrawal the deletion is done and reported once, and the owner sees it', async () => {
  await alice.app.withdraw(consent.id);
  for (const _time of [1, 2]) await expect(sync()).rejects.toMatchObject({ code: 'consent_withdrawn' });
  expect(due).toHaveLength(2);
  expect(due[1]).toMatchObject({ consentId: consent.id, status: 'withdrawn' });
  expect((await ownersView()).deletion).toMatchObject({ state: 'answered', reports: 2 });
});
