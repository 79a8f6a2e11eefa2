import type { Consent } from '@parley/vendor-sdk';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listOf } from '../support/list-of.ts';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING } from '../support/requests.ts';
import { addIssue, addPreference, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let globex: TestVendor;
let alice: TestOwner;
const reading = { purpose: CUSTOMER_CARE };

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  [acme, globex] = [await startTestVendor(), await startTestVendor({ name: 'Globex' })];
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, globex.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await knowVendor(alice.pod, { id: 'globex', clientId: globex.clientId });
  const drops = { title: 'The line drops', description: 'Every evening at eight', severity: 'high' };
  await addIssue(alice.pod, 'acme', drops);
  await addIssue(alice.pod, 'acme', { title: 'Wrong invoice', state: 'answered', kind: 'complaint' });
  await addIssue(alice.pod, 'globex', { title: 'The fridge hums', description: 'At night' });
  await addPreference(alice.pod, 'everyone', { topic: 'contact', statement: 'Write, do not call' });
  await addPreference(alice.pod, ['acme'], { topic: 'delivery', statement: 'To the neighbour' });
  await addPreference(alice.pod, ['globex'], { topic: 'delivery', statement: 'To the office' });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  globex?.stop();
  await gateway?.stop();
});

const obtain = (vendor: TestVendor, details = [careRequest()], offlineAccess = false): Promise<Consent> =>
  vendor.obtain({ gateway: gateway.origin, owner: alice.app, details, offlineAccess });

describe('a vendor with a consent', () => {
  it('reads the issues addressed to it, with the fields that were approved, and nothing else', async () => {
    const consent = await obtain(acme);
    const issues = await listOf(consent.issues.list(reading));
    expect(issues).toHaveLength(2);
    expect(issues).toContainEqual({
      id: expect.stringMatching(/^item_/),
      title: 'The line drops',
      state: 'open',
      kind: 'fault',
      severity: 'high',
      createdAt: expect.any(String),
    });
    const [details] = await Promise.all(
      issues
        .filter(({ title }) => title === 'The line drops')
        .map(({ id }) => consent.issues.get(id, reading)),
    );
    expect(details?.description).toBe('Every evening at eight');
  });

  it('reads the preferences that apply to it', async () => {
    const consent = await obtain(acme);
    const statements = (await listOf(consent.preferences.list(reading))).map(({ statement }) => statement);
    expect(statements.sort()).toEqual(['To the neighbour', 'Write, do not call']);
  });

  it('gets less where the owner gave less: a field that was not given is absent', async () => {
    const consent = await acme.obtain({
      gateway: gateway.origin,
      owner: alice.app,
      details: [careRequest()],
      decide: ({ details }) =>
        details.map((entry) => ({
          ...entry,
          datatypes: ['issues'],
          fields: { issues: { required: ['title'], optional: [] } },
        })),
    });
    const issues = await listOf(consent.issues.list({ ...reading, fields: ['title', 'severity'] }));
    expect(issues.map((issue) => Object.keys(issue).sort())).toEqual([
      ['id', 'title'],
      ['id', 'title'],
    ]);
    await expect(listOf(consent.preferences.list(reading))).rejects.toMatchObject({
      code: 'insufficient_authorization',
      status: 403,
    });
  });

  it('pages and filters as it likes', async () => {
    const consent = await obtain(acme);
    const onePerPage = await listOf(consent.issues.list({ ...reading, pageSize: 1 }));
    expect(onePerPage.map(({ title }) => title).sort()).toEqual(['The line drops', 'Wrong invoice']);
    const answered = await listOf(
      consent.issues.list({ ...reading, states: ['answered'], fields: ['title'] }),
    );
    expect(answered).toEqual([{ id: expect.any(String), title: 'Wrong invoice' }]);
    const faults = await listOf(consent.issues.list({ ...reading, kinds: ['fault'], fields: ['title'] }));
    expect(faults).toEqual([{ id: expect.any(String), title: 'The line drops' }]);
    const delivery = await listOf(consent.preferences.list({ ...reading, topics: ['delivery'] }));
    expect(delivery.map(({ statement }) => statement)).toEqual(['To the neighbour']);
  });

  it('knows an issue under an id of its own, which leads no other vendor to it', async () => {
    const [mine, theirs] = [await obtain(acme), await obtain(globex)];
    const [hum] = await listOf(theirs.issues.list(reading));
    expect(hum?.title).toBe('The fridge hums');
    await expect(mine.issues.get(hum?.id ?? '', reading)).rejects.toMatchObject({ code: 'not_found' });
    await expect(mine.issues.get('item_AAAAAAAAAAAAAAAAAAAAAA', reading)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(mine.subject).not.toBe(theirs.subject);
  });

  it('reads only for the purpose that the owner has approved', async () => {
    const consent = await obtain(acme);
    const listing = listOf(consent.issues.list({ purpose: DIRECT_MARKETING }));
    await expect(listing).rejects.toMatchObject({ code: 'insufficient_authorization' });
  });

  it('reads until the day’s limit, and learns when the next day begins', async () => {
    const consent = await obtain(acme, [
      careRequest({ access: { ...careRequest().access, maxReadsPerDay: 2 } }),
    ]);
    await listOf(consent.preferences.list(reading));
    await listOf(consent.issues.list(reading));
    const third = await listOf(consent.issues.list(reading)).catch((error: unknown) => error);
    expect(third).toMatchObject({ code: 'read_limit', status: 429, retryAfterSeconds: expect.any(Number) });
    expect(third).toMatchObject({ requestId: expect.stringMatching(/^urn:uuid:/) });
  });

  it('reads with twenty hands at once', async () => {
    const consent = await obtain(acme);
    const lists = await Promise.all(Array.from({ length: 20 }, () => listOf(consent.issues.list(reading))));
    expect(new Set(lists.map((issues) => issues.length))).toEqual(new Set([2]));
  });
});

describe('what a vendor keeps', () => {
  it('is the receipt: with it alone it goes on after a restart of both sides', async () => {
    const { id, receipt } = await obtain(acme);
    await gateway.restart();
    const resumed = await acme.at(gateway.origin).resume(receipt);
    expect(resumed.id).toBe(id);
    expect(await listOf(resumed.issues.list(reading))).toHaveLength(2);
    expect(await resumed.status()).toMatchObject({ status: 'given' });
  });

  it('is no use to another vendor', async () => {
    const { receipt } = await obtain(acme);
    await expect(globex.at(gateway.origin).resume(receipt)).rejects.toMatchObject({
      code: 'receipt_mismatch',
    });
  });

  it('may be a refresh token besides', async () => {
    const consent = await obtain(acme, [careRequest()], true);
    expect(await listOf(consent.issues.list(reading))).toHaveLength(2);
  });
});

describe('when the owner withdraws', () => {
  it('the very next read is refused, and so is every way to a new token', async () => {
    const consent = await obtain(acme);
    expect(await listOf(consent.issues.list(reading))).toHaveLength(2);
    await alice.app.withdraw(consent.id);
    await expect(listOf(consent.issues.list(reading))).rejects.toMatchObject({ code: 'consent_withdrawn' });
    const resumed = await acme.at(gateway.origin).resume(consent.receipt);
    await expect(listOf(resumed.issues.list(reading))).rejects.toMatchObject({ code: 'consent_withdrawn' });
    expect(await resumed.status()).toMatchObject({ status: 'withdrawn' });
  });

  it('another consent of the same owner is untouched', async () => {
    const [one, other] = [await obtain(acme), await obtain(acme)];
    await alice.app.withdraw(one.id);
    expect(await listOf(other.issues.list(reading))).toHaveLength(2);
  });
});
