// What a vendor says that it did with a preference, and how it went between the two sides: measured by each on what it holds.
import { listItems, readDocument, readItem, updateItem } from '@parley/pod-client';
import {
  type ApprovedItem,
  type ConsentMeasures,
  type DataCategory,
  type DataItem,
  type HonourView,
  issueEvents,
  itemVersion,
  type MeasuredIssue,
  measureConversation,
} from '@parley/protocol';
import { type Consent, type Issue, measure, type Preference, type ReplyOptions } from '@parley/vendor-sdk';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listOf } from '../support/list-of.ts';
import { type MoodyPods, startMoodyPods } from '../support/moody-pods.ts';
import { careRequest, CUSTOMER_CARE as purpose } from '../support/requests.ts';
import { addIssue, addPreference, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { must } from '../support/wire-asking.ts';

type Owner = Awaited<ReturnType<MoodyPods['createOwner']>>;

const [issues, preferences] = [categoryOf('issues'), categoryOf('preferences')];
const fields = {
  issues: { required: ['title', 'state'], optional: ['createdAt', 'closedAt', 'messages'] },
  preferences: { required: ['topic', 'statement'], optional: ['strength'] },
};
let gateway: TestGateway;
let acme: TestVendor;
let pods: MoodyPods;
let alice: Owner;
let consent: Consent;

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
  await addPreference(alice.pod, ['acme'], { topic: 'delivery', statement: 'Leave it at the door' });
  await addPreference(alice.pod, 'everyone', { topic: 'contact', statement: 'Write, do not call' });
  for (const title of ['A', 'B', 'C', 'D', 'E'])
    await addIssue(alice.pod, 'acme', { title: `Issue ${title}` });
  const details = [careRequest({ actions: ['read', 'converse'], fields })];
  consent = await acme.obtain({ gateway: gateway.origin, details, owner: alice.app });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  pods?.stop();
  await gateway?.stop();
});

const preference = async (topic: string): Promise<Preference> => {
  const found = (await listOf(consent.preferences.list({ purpose }))).find((each) => each.topic === topic);
  if (found === undefined) throw new Error(`There is no preference on ${topic}.`);
  return found;
};

async function saidOn(topic: string): Promise<HonourView['said']> {
  const { body } = await alice.app.call('GET', '/honours');
  const id = (await itemsOf(preferences)).find((item) => item.fields['topic'] === topic)?.id;
  return (body as { honours: HonourView[] }).honours.find(({ itemId }) => itemId === id)?.said;
}

async function itemsOf(category: DataCategory): Promise<DataItem[]> {
  const items: DataItem[] = [];
  for await (const item of listItems(alice.pod, { category })) items.push(item);
  return items;
}

async function acts(): Promise<object[]> {
  const { body } = await alice.app.call('GET', '/ledger?kind=act');
  const all = (body as { entries: { body: string }[] }).entries.map((entry) => JSON.parse(entry.body));
  return all.filter(({ act }) => act === 'honour');
}

async function filesInPod(): Promise<string[]> {
  const url = alice.pod.resolve(`consents/${consent.id}/`);
  const reading = await readDocument({ ...alice.pod, url });
  const listing = reading.status === 'read' ? reading.turtle : '';
  return [...new Set([...listing.matchAll(/honour-[0-9a-f]{32}\.ttl/g)].map(([name]) => name))];
}

describe('what a company says that it did with a preference', () => {
  it('stands in the owner’s pod, signed, and in her ledger and her app, and nothing in the database tells what it reads', async () => {
    const wish = await preference('delivery');
    expect(await saidOn('delivery')).toBeUndefined();
    const taken = await consent.honour(wish, { purpose, action: 'could_not', reason: 'too_late' });
    expect(taken).toEqual({ recordedAt: expect.any(String), of: 'current' });
    expect(await saidOn('delivery')).toEqual({
      ...{ action: 'could_not', reason: 'too_late', at: taken.recordedAt, of: 'current' },
    });
    expect((await acts()).at(-1)).toMatchObject({ by: 'vendor', category: 'preferences', itemCount: 1 });
    expect(JSON.stringify(await acts())).not.toContain('could_not');
    const [file = ''] = await filesInPod();
    const url = alice.pod.resolve(`consents/${consent.id}/${file}`);
    const reading = await readDocument({ ...alice.pod, url });
    const { turtle } = reading as Extract<typeof reading, { status: 'read' }>;
    const [, payload = ''] = /"ey[\w-]+\.([\w-]+)\.[\w-]+"/.exec(turtle) ?? [];
    const version = await itemVersion(wish as ApprovedItem);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      ...{ iss: acme.clientId, consent_id: consent.id, preference: wish.id, preference_sha256: version },
    });
    const rows = JSON.stringify(
      await gateway.query("SELECT honour::text, encode(version_digest, 'base64') FROM honour"),
    );
    for (const form of ['hex', 'base64', 'base64url'] as const)
      expect(rows).not.toContain(Buffer.from(version, 'base64url').toString(form).replace(/=+$/, ''));
  });

  it('is of an earlier version once the owner has changed the preference, until it says it anew', async () => {
    const wish = await preference('contact');
    await consent.honour(wish, { purpose, action: 'honoured' });
    const item = (await itemsOf(preferences)).find((each) => each.fields['topic'] === 'contact');
    if (item === undefined) throw new Error('The preference is gone.');
    await updateItem(alice.pod, { category: preferences, item, fields: { statement: 'Call, do not write' } });
    // A process that knows nothing of the pod yet.
    await gateway.restart();
    expect((await preference('contact')).statement).toBe('Call, do not write');
    expect(await saidOn('contact')).toMatchObject({ action: 'honoured', of: 'earlier' });
    expect(await consent.honour(wish, { purpose, action: 'honoured' })).toMatchObject({ of: 'earlier' });
    await consent.honour(await preference('contact'), { purpose, action: 'could_not' });
    expect(await saidOn('contact')).toMatchObject({ action: 'could_not', of: 'current' });
  });

  it('is there once where it was cut off between pod and ledger, and is sent again, signed anew', async () => {
    const [before, files] = [(await acts()).length, (await filesInPod()).length];
    const wish = await preference('delivery');
    const options = { purpose, action: 'honoured', idempotencyKey: 'delivery-4711-at-the-door' } as const;
    const first = await consent.honour(wish, options);
    await gateway.query('UPDATE honour SET done_at = NULL WHERE created_at = $1', [first.recordedAt]);
    expect(await consent.honour(wish, options)).toEqual(first);
    expect(await consent.honour(wish, options)).toEqual(first);
    expect((await filesInPod()).length).toBe(files + 1);
    expect((await acts()).length).toBe(before + 2);
  });

  it('is refused after a hundred in a day', async () => {
    const wish = await preference('delivery');
    await gateway.query(
      `INSERT INTO honour SELECT consent_id, sha256(n::text::bytea), content_digest, category, item_id, version_digest, action, reason,
         version, purpose, token_id, request_id, clock_timestamp(), done_at FROM (SELECT * FROM honour LIMIT 1) h, generate_series(1, 100) n`,
    );
    const said = consent.honour(wish, { purpose, action: 'honoured' });
    await expect(said).rejects.toMatchObject({ code: 'too_many_requests' });
    await gateway.query(
      'DELETE FROM honour WHERE key_digest IN (SELECT sha256(n::text::bytea) FROM generate_series(1, 100) n)',
    );
  });
});

describe('how it went', () => {
  const theirIssues = async (): Promise<Issue[]> => {
    const all = await listOf(consent.issues.list({ purpose }));
    return Promise.all(all.map(({ id }) => consent.issues.get(id, { purpose })));
  };
  const ownIssues = async (): Promise<DataItem[]> => {
    const found = await itemsOf(issues);
    return Promise.all(found.map(({ id }) => readItem(alice.pod, { category: issues, id })));
  };
  const answer = (id: string) => async (said: Omit<ReplyOptions, 'purpose'>) =>
    consent.reply(id, { purpose, ...said });

  it('is the same on both sides: how long answers and fixes took, and what was not put right', async () => {
    for (const { id } of await listOf(consent.issues.list({ purpose }))) {
      const reply = answer(id);
      await reply({ content: 'We have it', by: 'program', proposes: 'acknowledged' });
      await reply({ content: 'I have looked', by: 'person' });
      await reply({ content: 'Does it work?', by: 'person', proposes: 'fixed' });
    }
    for (const { id } of await itemsOf(issues)) {
      const state = async (word: string) => {
        const item = await readItem(alice.pod, { category: issues, id });
        await updateItem(alice.pod, { category: issues, item, fields: { state: word } });
        return item.fields['title'];
      };
      if ((await state('closed')) === 'Issue A') await state('open');
    }
    await gateway.restart();
    const ours = measureConversation((await ownIssues()).flatMap((item) => issueEvents(measuredIssue(item))));
    expect(measure({ issues: await theirIssues() })).toMatchObject(ours);
    expect(ours).toMatchObject({
      ...{ issues: 5, unanswered: 0, writerUnknown: 0, fixUnanswered: 0 },
      toAcknowledge: { count: 5, median: expect.any(Number) },
      toPerson: { count: 5, median: expect.any(Number) },
      toConfirmedFix: { count: 4 },
      falseCloses: { count: 1, of: 5, share: 0.2 },
    });
  });

  it('is the same on both sides: what was followed, and what a withdrawal led to', async () => {
    const preferences = await listOf(consent.preferences.list({ purpose }));
    const honours = [];
    for (const [at, preference] of preferences.entries()) {
      const action = at === 0 ? ('honoured' as const) : ('could_not' as const);
      const { recordedAt } = await consent.honour(preference, { purpose, action });
      honours.push({ preference, action, recordedAt });
    }
    const saidBefore = await measures();
    const { honoured, couldNot, notApplicable, unknown } = measure({ preferences, honours });
    expect(saidBefore).toMatchObject({ honoured, couldNot, notApplicable, unknown });
    expect([honoured, couldNot, unknown]).toEqual([{ count: 1, of: 2 }, 1, 0]);
    expect(saidBefore.fieldsRead).toMatchObject({ count: 8, of: 8, share: 1 });
    const { details = [] } =
      (await alice.app.consents()).find(({ consentId }) => consentId === consent.id) ?? {};
    const narrower = details.map((entry) => ({
      ...entry,
      datatypes: ['issues'],
      fields: { issues: must(entry.fields['issues']) },
    }));
    await alice.app.narrow(consent.id, narrower);
    const { deletions: lostBefore } = await consent.status();
    await alice.app.act(`/consents/${consent.id}/withdraw`, {});
    await expect(listOf(consent.issues.list({ purpose }))).rejects.toMatchObject({
      code: 'consent_withdrawn',
    });
    const what = ['issues', 'preferences'].map((category) => ({ category, outcome: 'deleted' as const }));
    // As one that was on its way at the end: it answers for the narrowing alone.
    await consent.reportDeletion({ deletions: lostBefore, what });
    const onItsWay = measure({ consents: [await consent.status()] });
    expect([onItsWay.toDeletionReport.count, onItsWay.notReported]).toEqual([0, 1]);
    expect(await measures()).toMatchObject({ toDeletionReport: onItsWay.toDeletionReport, notReported: 1 });
    const { deletions } = await consent.status();
    await consent.reportDeletion({ deletions, what });
    const consents = [await consent.status()];
    const { toDeletionReport, notReported, honoured: none } = measure({ consents });
    expect(await measures()).toMatchObject({ toDeletionReport, notReported, honoured: none });
    expect([toDeletionReport.count, notReported, none.of]).toEqual([1, 0, 0]);
    expect((await measures()).toLastTry).toEqual({ count: 1 });
  });
});

async function measures(): Promise<ConsentMeasures> {
  const { body } = await alice.app.call('GET', `/measures?vendor=${encodeURIComponent(acme.clientId)}`);
  return (body as { measures: ConsentMeasures }).measures;
}

function measuredIssue({ id, fields: { createdAt, closedAt, state, messages } }: DataItem): MeasuredIssue {
  return { id, createdAt, closedAt, state, messages } as MeasuredIssue;
}
