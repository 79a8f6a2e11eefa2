import { afterAll, beforeEach, expect, it } from 'vitest';
import { createMemoryBookkeeping } from '../bookkeeping/memory-bookkeeping.ts';
import { createCrmConnector } from '../create-connector.ts';
import type { RecordWrite } from '../crm.ts';
import { CARE, consentOf, entryOf, START } from '../test-support/consents.ts';
import { serve } from '../test-support/crm-double.ts';
import { salesforceRow } from '../test-support/published-salesforce.ts';
import { createSalesforceDouble } from '../test-support/salesforce-double.ts';
import { TO, writesOf } from '../test-support/writes.ts';
import { createSalesforce } from './salesforce.ts';

const double = createSalesforceDouble();
const served = await serve(double);
const origin = 'https://acme.my.salesforce.com';
const crm = createSalesforce({ origin, authorization: () => 'Bearer token', fetch: served.fetch });

beforeEach(() => double.rows.clear());
afterAll(() => served.close());

const issue = {
  id: 'item_1',
  title: 'The line drops',
  description: 'Each evening',
  state: 'in-progress',
  severity: 'high',
};
const email = { id: 'item_2', kind: 'email', email: 'ann@example.org' };
const phone = { id: 'item_3', kind: 'phone', phone: '+49 30 1234' };
const post = {
  id: 'item_4',
  kind: 'post',
  street: 'Ring 1',
  city: 'Bonn',
  postalCode: '53111',
  country: 'DE',
};
const rowsOf = (object: string) =>
  [...double.rows].flatMap(([name, row]) => (name.startsWith(`${object}/`) ? [row] : []));

it('an issue is a case', async () => {
  await crm.upsert(await writesOf(crm, 'issues', issue), TO);
  expect(rowsOf('Case')).toEqual([
    {
      ...{ Subject: 'The line drops', Description: 'Each evening' },
      ...{ Status: 'Working', Priority: 'High', Origin: 'Web' },
    },
  ]);
});

it('contact points hang on one individual without a name, each with its consent', async () => {
  const writes = await Promise.all([email, phone, post].map((item) => writesOf(crm, 'contact', item)));
  await crm.upsert(writes.flat(), TO);
  expect(rowsOf('Individual')).toEqual([{ LastName: '(not given)' }]);
  expect(rowsOf('ContactPointEmail')).toMatchObject([{ EmailAddress: 'ann@example.org' }]);
  expect(rowsOf('ContactPointPhone')).toMatchObject([{ TelephoneNumber: '+49 30 1234' }]);
  expect(rowsOf('ContactPointAddress')).toMatchObject([
    { Street: 'Ring 1', City: 'Bonn', Name: '(not given)' },
  ]);
  const consents = rowsOf('ContactPointConsent');
  expect(consents.map((row) => row['CaptureContactPointType'])).toEqual(['Email', 'Phone', 'MailingAddress']);
  expect(consents[0]).toMatchObject({
    ...{ Name: 'consent_one', PrivacyConsentStatus: 'OptIn', CaptureSource: 'Parley' },
    ...{ EffectiveFrom: '2027-01-01T00:00:00.000Z', EffectiveTo: '2027-01-31T00:00:00.000Z' },
  });
});

it('each value says by when it has to be gone', async () => {
  const [write] = await writesOf(crm, 'issues', issue);
  const ends = Object.values(write?.fields ?? {}).map(({ goneBy }) => goneBy);
  expect(new Set(ends)).toEqual(new Set(['2027-02-10T00:00:00.000Z']));
});

it('writes what is pointed to first, at most 200 records at a time', async () => {
  const before = served.asked.length;
  const many = Array.from({ length: 201 }, (_, n) =>
    writesOf(crm, 'issues', { id: `item_${n}`, title: 'x' }),
  );
  const [one = []] = await Promise.all([writesOf(crm, 'contact', email)]);
  await crm.upsert([...one.toReversed(), ...(await Promise.all(many)).flat()], TO);
  const asked = served.asked.slice(before);
  expect(asked.map(({ path, body }) => [path.split('/').at(-2), body.records.length])).toEqual([
    ...[
      ['Individual', 1],
      ['ContactPointEmail', 1],
      ['ContactPointConsent', 1],
    ],
    ...[
      ['Case', 200],
      ['Case', 1],
    ],
  ]);
});

it('is the same when it is done twice', async () => {
  const writes = await writesOf(crm, 'contact', email);
  await crm.upsert(writes, TO);
  const once = new Map(double.rows);
  await crm.upsert(writes, TO);
  expect(double.rows).toEqual(once);
});

it('says which records were refused, without what Salesforce quotes', async () => {
  const [good] = (await writesOf(crm, 'issues', issue)) as [RecordWrite];
  const [, bad] = (await writesOf(crm, 'contact', email)) as [RecordWrite, RecordWrite];
  const [, alone] = [good, { ...bad, fields: {} }];
  const error = await crm.upsert([good, alone], TO).catch((fault: Error) => fault);
  const refused = [{ externalId: bad.externalId, reason: 'REQUIRED_FIELD_MISSING' }];
  expect(error).toMatchObject({ code: 'partly_refused', refused });
  expect(String(error)).not.toContain('bad value');
});

it('blanks fields, deletes what points first, and takes what is not there for done', async () => {
  const writes = [...(await writesOf(crm, 'contact', email)), ...(await writesOf(crm, 'issues', issue))];
  await crm.upsert(writes, TO);
  const [individual, point, consent, cased] = writes as [RecordWrite, RecordWrite, RecordWrite, RecordWrite];
  await crm.remove([{ ...cased, fields: ['Description', 'Status'] }], TO);
  expect(rowsOf('Case')).toMatchObject([{ Subject: 'The line drops', Description: null, Status: 'New' }]);
  const all = [individual, point, consent, cased].map((name) => ({ ...name, fields: 'all' as const }));
  const before = served.asked.length;
  await crm.remove(all, TO);
  await crm.remove([...all, { ...cased, fields: ['Subject'] }], TO);
  expect(double.rows.size).toBe(0);
  const deleted = served.asked.slice(before).filter(({ method }) => method === 'DELETE');
  expect(deleted.map(({ path }) => path.split('/').at(-2))).toEqual([
    ...['Case', 'ContactPointConsent', 'ContactPointEmail', 'Individual'],
  ]);
});

it.each(['email', 'phone', 'post', 'card'])(
  'a contact item of kind %s without its value makes no record',
  async (kind) => {
    expect(await writesOf(crm, 'contact', { id: 'item_9', kind, name: 'Ann' })).toEqual([]);
  },
);

it('a contact point whose value was narrowed away goes whole, with its consent and its individual', async () => {
  const bookkeeping = createMemoryBookkeeping();
  const connector = createCrmConnector({ crm, bookkeeping, key: new Uint8Array(32), now: () => START });
  const consent = consentOf([entryOf({ fields: { contact: ['kind', 'email', 'street', 'city'] } })]);
  const change = (item: typeof email | typeof post) =>
    ({ category: 'contact', id: item.id, type: 'upserted', item }) as const;
  await connector.apply([change(email), change(post)], { consent, purpose: CARE });
  const narrowed = [entryOf({ fields: { contact: ['kind', 'street'] } })];
  await connector.follow(consent, { version: 2, status: 'given', details: narrowed });
  expect(
    ['ContactPointEmail', 'ContactPointConsent', 'Individual'].map((object) => rowsOf(object).length),
  ).toEqual([0, 1, 1]);
  expect(rowsOf('ContactPointAddress')).toMatchObject([{ Street: 'Ring 1', City: null }]);
  await connector.follow(consent, { version: 2, status: 'withdrawn', details: narrowed });
  expect(double.rows.size).toBe(0);
});

it('texts longer than a field are cut', async () => {
  const [write] = await writesOf(crm, 'issues', {
    ...issue,
    title: 'x'.repeat(300),
    description: 'y'.repeat(40_000),
  });
  await crm.upsert([write as RecordWrite], TO);
  expect(salesforceRow('Case').safeParse(rowsOf('Case')[0]).success).toBe(true);
  expect(String(rowsOf('Case')[0]?.['Subject'])).toHaveLength(255);
});

it('takes a field that is not there for a fault, not for a row that is gone', async () => {
  const [write] = (await writesOf(crm, 'issues', issue)) as [RecordWrite];
  const message = 'Provided external ID field does not exist or is not accessible: ParleyId__c';
  served.next.push({ status: 404, body: [{ errorCode: 'NOT_FOUND', message }] });
  await expect(crm.remove([{ ...write, fields: 'all' }], TO)).rejects.toMatchObject({ code: 'refused' });
});

it('an answer of another form is no answer', async () => {
  const writes = await writesOf(crm, 'issues', issue);
  for (const body of [{}, [], [{ success: true }]]) {
    served.next.push({ status: 200, body });
    await expect(crm.upsert(writes, TO)).rejects.toMatchObject({ code: 'invalid_response' });
  }
});

it.each([{ apiVersion: '../x' }, { externalIdField: 'a/b' }])('refuses %j', (wrong) => {
  expect(() => createSalesforce({ origin, authorization: () => '', ...wrong })).toThrowError(
    expect.objectContaining({ code: 'invalid_options' }),
  );
});
