import type { ConsentView, KnownVendor } from '@parley/protocol';
import { expect, it } from 'vitest';
import { companiesOf, isUnread, pageOf, shownConsents } from './company.ts';
import { shownOf } from './shown.ts';
import { summaryOf } from './summary.ts';

const NOW = new Date('2027-03-01T00:00:00Z');

const given = (vendorId: string, parts: Partial<ConsentView> = {}): ConsentView => ({
  consentId: `consent of ${vendorId}`,
  version: 1,
  status: 'given',
  vendor: { vendorId, name: vendorId.slice(8), knownBy: 'document', held: false },
  details: [
    {
      type: 'urn:parley:data-access',
      locations: ['https://gateway.example/v1'],
      actions: ['read', 'converse'],
      datatypes: ['issues'],
      purpose: 'https://w3id.org/dpv#CustomerCare',
      fields: { issues: { required: ['title', 'state'], optional: ['severity'] } },
      filter: {},
      access: { until: '2027-05-01T00:00:00Z' },
      retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
      recipients: ['Globex\u202e'],
    },
  ],
  givenAt: '2027-02-01T00:00:00Z',
  until: '2027-05-01T00:00:00Z',
  firstReadAt: null,
  lastReadAt: null,
  readsThisMonth: 2,
  ...parts,
});

const entry = (id: string, parts: Partial<KnownVendor> = {}): KnownVendor => ({
  id,
  name: `Entry ${id}`,
  circles: [],
  ...parts,
});

const all = (consents: readonly ConsentView[], entries: readonly KnownVendor[] = []) =>
  companiesOf({ consents, entries });

it('has each company once, whichever side began it', () => {
  const companies = all(
    [
      given('https://a.example'),
      given('https://a.example', { status: 'expired' }),
      given('https://b.example'),
    ],
    [entry('e1', { clientId: 'https://a.example' }), entry('e2', { site: 'https://c.example/' })],
  );
  expect(companies.map(({ key, host, standing }) => [key, host, standing])).toEqual([
    ['https://a.example', 'a.example', 'sharing'],
    ['https://b.example', 'b.example', 'sharing'],
    ['e2', 'c.example', 'none'],
  ]);
  expect(companies[0]?.entry?.id).toBe('e1');
  expect(companies.map(pageOf)).toEqual([
    '/companies/https%3A%2F%2Fa.example',
    '/companies/https%3A%2F%2Fb.example',
    '/companies/known/e2',
  ]);
});

it.each([
  [['expired', 'given'], false, 'sharing'],
  [['paused', 'given'], false, 'sharing'],
  [['paused', 'withdrawn'], false, 'paused'],
  [['given'], true, 'held'],
  [['withdrawn', 'relinquished'], true, 'ended'],
] as const)('with consents %j (on hold: %s) it is %s', (statuses, held, standing) => {
  const vendor = { ...given('https://a.example').vendor, held };
  const [company] = all(statuses.map((status) => given('https://a.example', { status, vendor })));
  expect(company?.standing).toBe(standing);
});

it('sums up what lives; of what has ended, the last', () => {
  const [company] = all([
    given('https://a.example', { status: 'withdrawn', readsThisMonth: 100, givenAt: '2026-01-01T00:00:00Z' }),
    given('https://a.example', { lastReadAt: '2027-02-03T00:00:00Z' }),
    given('https://a.example', { givenAt: '2027-01-01T00:00:00Z', until: '2027-06-01T00:00:00Z' }),
  ]);
  expect(company && summaryOf(company)).toEqual({
    categories: [['issues', 3]],
    actions: ['converse'],
    purposes: ['https://w3id.org/dpv#CustomerCare'],
    recipients: ['Globex'],
    since: '2027-01-01T00:00:00Z',
    until: '2027-06-01T00:00:00Z',
    lastReadAt: '2027-02-03T00:00:00Z',
    readsThisMonth: 4,
    resumeAt: undefined,
    isOver: false,
  });
  const [over] = all([
    given('https://a.example', { status: 'expired', givenAt: '2026-01-01T00:00:00Z' }),
    given('https://a.example', { status: 'withdrawn', endedAt: '2027-02-20T00:00:00Z' }),
  ]);
  expect(over && shownConsents(over).map(({ status }) => status)).toEqual(['withdrawn']);
  expect(over && summaryOf(over)).toMatchObject({ isOver: true, until: '2027-02-20T00:00:00Z' });
  const [none] = all([], [entry('e')]);
  expect(none && summaryOf(none)).toBeUndefined();
});

it('asks only about a company that could have read for 60 days and did not', () => {
  const isSo = (...consents: Partial<ConsentView>[]) => {
    const [company] = all(consents.map((parts) => given('https://a.example', parts)));
    return company !== undefined && isUnread(company, NOW);
  };
  const long = { givenAt: '2026-12-30T00:00:00Z' };
  expect(isSo(long)).toBe(true);
  expect(isSo({ ...long, lastReadAt: '2026-12-30T01:00:00Z' })).toBe(true);
  expect(isSo({ ...long, lastReadAt: '2026-12-31T01:00:00Z' })).toBe(false);
  expect(isSo({ givenAt: '2026-12-31T00:00:00Z' })).toBe(false);
  expect(isSo(long, {})).toBe(false);
  expect(isSo({ ...long, status: 'paused' })).toBe(false);
  expect(isSo({ ...long, status: 'expired' })).toBe(false);
});

it('finds by name, address and the own name, and orders by what is asked', () => {
  const companies = all(
    [
      given('https://zeta.example', { lastReadAt: '2027-02-09T00:00:00Z' }),
      given('https://café.example', { until: '2027-04-01T00:00:00Z', readsThisMonth: 7 }),
      given('https://old.example', { status: 'withdrawn', givenAt: '2027-02-27T00:00:00Z' }),
    ],
    [entry('e', { circles: ['shops'] }), entry('z', { name: 'My Post', clientId: 'https://zeta.example' })],
  );
  const names = (shown: Partial<Parameters<typeof shownOf>[1]>) =>
    shownOf(companies, { words: '', filter: 'all', circle: '', sort: 'name', ...shown }, NOW).map(
      ({ name }) => name,
    );
  expect(names({})).toEqual(['café.example', 'zeta.example', 'Entry e', 'old.example']);
  expect(names({ words: 'CAFE' })).toEqual(['café.example']);
  expect(names({ words: ' post  my ' })).toEqual(['zeta.example']);
  expect(names({ words: '.*' })).toEqual([]);
  expect(names({ circle: 'shops' })).toEqual(['Entry e']);
  expect(names({ filter: 'ended' })).toEqual(['old.example']);
  expect(names({ sort: 'read' })[0]).toBe('zeta.example');
  expect(names({ sort: 'reads' })[0]).toBe('café.example');
  expect(names({ sort: 'end' })[0]).toBe('café.example');
  expect(names({ sort: 'newest' }).at(-1)).toBe('old.example');
});
