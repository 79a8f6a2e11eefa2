import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredFields, type DataAccess, dataAccessSchema } from './authorization-details.ts';
import { categories } from './category/categories.ts';
import { addDuration } from './instant.ts';
import { isWithin } from './narrower.ts';

const CARE = 'https://w3id.org/dpv#CustomerCare';
const MARKETING = 'https://w3id.org/dpv#DirectMarketing';
const entry = (changes: Partial<DataAccess> = {}): DataAccess => ({
  type: 'urn:parley:data-access',
  locations: ['https://gateway.example/v1'],
  actions: ['read', 'converse'],
  datatypes: ['preferences', 'issues'],
  purpose: CARE,
  fields: {
    preferences: { required: ['topic'], optional: ['value'] },
    issues: { required: ['title', 'state'], optional: ['description'] },
  },
  filter: { issues: { states: ['open', 'answered'] } },
  access: { until: '2027-02-22T00:00:00Z', lookback: 'P90D', maxReadsPerDay: 500 },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: ['Carrier Ltd'],
  benefit: 'Faster repairs',
  terms: 'SD-BASE',
  ...changes,
});
const access = (changes: Partial<DataAccess['access']>): DataAccess =>
  entry({ access: { ...entry().access, ...changes } });
const without = <T extends object, K extends keyof T>(whole: T, name: K): Omit<T, K> => {
  const { [name]: _, ...rest } = whole;
  return rest;
};
const issuesBy = (filter: DataAccess['filter'][string]): DataAccess => entry({ filter: { issues: filter } });
const retaining = (changes: Partial<DataAccess['retention']>): DataAccess =>
  entry({ retention: { ...entry().retention, ...changes } });

type Row = readonly [what: string, inner: DataAccess, outer: DataAccess];
const within: readonly Row[] = [
  ['the very same', entry(), entry()],
  ['the same, at the same instant written otherwise', access({ until: '2027-02-22T00:00:00.000Z' }), entry()],
  ['fewer actions', entry({ actions: ['read'] }), entry()],
  ['fewer categories', entry({ datatypes: ['issues'] }), entry()],
  [
    'fewer fields',
    entry({ fields: { ...entry().fields, preferences: { required: [], optional: ['value'] } } }),
    entry(),
  ],
  [
    'a field that is needed instead of wished for',
    entry({ fields: { ...entry().fields, preferences: { required: ['topic', 'value'], optional: [] } } }),
    entry(),
  ],
  ['fewer states', issuesBy({ states: ['open'] }), entry()],
  ['one filter more', issuesBy({ states: ['open'], kinds: ['fault'] }), entry()],
  ['a filter where there was none', issuesBy({ kinds: ['fault'] }), entry({ filter: {} })],
  ['the addressee said that was meant', issuesBy({ addressee: 'requester' }), entry({ filter: {} })],
  ['no word of the addressee that was said', entry({ filter: {} }), issuesBy({ addressee: 'requester' })],
  ['own issues of anyone’s', issuesBy({ addressee: 'requester' }), issuesBy({ addressee: 'anyone' })],
  ['own issues, unsaid, of anyone’s', entry({ filter: {} }), issuesBy({ addressee: 'anyone' })],
  ['an audience of another name, not widened', issuesBy({ meantFor: 'requester' }), entry({ filter: {} })],
  ['an earlier end', access({ until: '2027-02-21T23:59:59Z' }), entry()],
  ['a shorter look back', access({ lookback: 'P89D' }), entry()],
  ['a look back where there was no limit', entry(), entry({ access: without(entry().access, 'lookback') })],
  ['fewer reads', access({ maxReadsPerDay: 1 }), entry()],
  [
    'a limit of reads where there was none',
    entry(),
    entry({ access: without(entry().access, 'maxReadsPerDay') }),
  ],
  ['fewer recipients', entry({ recipients: [] }), entry()],
  ['no word of the benefit', without(entry(), 'benefit'), entry()],
];
const beyond: readonly Row[] = [
  ['another purpose', entry({ purpose: MARKETING }), entry()],
  ['one action more', entry({ actions: ['read', 'converse', 'subscribe'] }), entry()],
  ['another place', entry({ locations: ['https://other.example/v1'] }), entry()],
  ['one category more', entry(), entry({ datatypes: ['issues'] })],
  [
    'one field more',
    entry({ fields: { ...entry().fields, preferences: { required: ['topic', 'strength'], optional: [] } } }),
    entry(),
  ],
  [
    'fields of a category that was not asked for',
    entry(),
    entry({
      datatypes: ['issues'],
      fields: { issues: { required: ['title', 'state'], optional: ['description'] } },
    }),
  ],
  ['one state more', issuesBy({ states: ['open', 'closed'] }), entry()],
  ['no states', entry({ filter: {} }), entry()],
  ['a filter of another kind instead', issuesBy({ kinds: ['fault'] }), entry()],
  ['a word where a list was', issuesBy({ states: 'anyone' }), entry()],
  ['a list where a word was', issuesBy({ addressee: ['anyone'] }), issuesBy({ addressee: 'requester' })],
  ['anyone’s issues of own ones', issuesBy({ addressee: 'anyone' }), issuesBy({ addressee: 'requester' })],
  ['anyone’s issues where nothing was said', issuesBy({ addressee: 'anyone' }), entry({ filter: {} })],
  ['anyone’s, under whatever name', issuesBy({ meantFor: 'anyone' }), entry({ filter: {} })],
  ['a later end', access({ until: '2027-02-22T00:00:00.001Z' }), entry()],
  ['a longer look back', access({ lookback: 'P91D' }), entry()],
  ['no limit of the look back', entry({ access: without(entry().access, 'lookback') }), entry()],
  ['more reads', access({ maxReadsPerDay: 501 }), entry()],
  ['no limit of reads', entry({ access: without(entry().access, 'maxReadsPerDay') }), entry()],
  ['a longer retention', retaining({ duration: 'P31D' }), entry()],
  ['a shorter retention, which nobody promised', retaining({ duration: 'P29D' }), entry()],
  ['a retention elsewhere', retaining({ location: 'US' }), entry()],
  ['another end of the retention', retaining({ onEnd: 'retain' }), entry()],
  ['one recipient more', entry({ recipients: ['Carrier Ltd', 'Ads Inc'] }), entry()],
  ['another recipient', entry({ recipients: ['Ads Inc'] }), entry()],
  ['a benefit that was not named', entry({ benefit: 'A free phone' }), entry()],
  ['a benefit where none was named', entry(), without(entry(), 'benefit')],
  ['other terms', entry({ terms: 'OTHER' }), entry()],
  ['no terms', without(entry(), 'terms'), entry()],
  ['terms where there were none', entry(), without(entry(), 'terms')],
];

describe('what lies within what was asked', () => {
  it.each(within)('%s: yes', (_what, inner, outer) => expect(isWithin([inner], [outer])).toBe(true));
  it.each(beyond)('%s: no', (_what, inner, outer) => expect(isWithin([inner], [outer])).toBe(false));

  it('is judged entry by entry, by their purposes', () => {
    const marketing = entry({ purpose: MARKETING, actions: ['read'] });
    expect(isWithin([marketing], [entry(), marketing])).toBe(true);
    expect(isWithin([marketing, entry()], [entry(), marketing])).toBe(true);
    expect(isWithin([{ ...marketing, actions: ['converse'] }], [entry(), marketing])).toBe(false);
    expect(isWithin([entry(), marketing], [entry()])).toBe(false);
  });
});

describe('a look back', () => {
  it.each([
    ['P30D', 'P30D', true],
    ['P1M', 'P1M', true],
    ['P12M', 'P1Y', true],
    ['P1Y', 'P12M', true],
    ['P28D', 'P1M', true],
    ['P1M', 'P31D', true],
    ['P1M', 'P1M1D', true],
    ['P11M', 'P1Y', true],
    ['P1Y', 'P366D', true],
    ['P365D', 'P1Y', true],
    // In February a month has 28 days, so 29 days may be longer.
    ['P29D', 'P1M', false],
    ['P31D', 'P1M', false],
    ['P1M', 'P30D', false],
    ['P370D', 'P12M', false],
    ['P366D', 'P1Y', false],
    ['P1Y', 'P365D', false],
    ['P13M', 'P1Y', false],
    ['P1Y1D', 'P1Y', false],
  ])('of %s within one of %s: %s', (inner, outer, expected) => {
    expect(isWithin([access({ lookback: inner })], [access({ lookback: outer })])).toBe(expected);
  });

  const aDuration = fc
    .record({ years: fc.nat(3), months: fc.nat(30), days: fc.nat(800) })
    .map(({ years, months, days }) => `P${years}Y${months}M${days}D`);

  it('that lies within another never begins before it, whatever day it is', () => {
    const aDay = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(aDuration, aDuration, aDay, (one, other, day) => {
        fc.pre(isWithin([access({ lookback: one })], [access({ lookback: other })]));
        expect(addDuration(day, one, -1) >= addDuration(day, other, -1)).toBe(true);
      }),
    );
  });
});

describe('three looks back', () => {
  const aDuration = fc.constantFrom(
    'P27D',
    'P28D',
    'P1M',
    'P31D',
    'P32D',
    'P1M4D',
    'P365D',
    'P12M',
    'P1Y',
    'P366D',
  );
  const isNoLonger = (one: string, other: string) =>
    isWithin([access({ lookback: one })], [access({ lookback: other })]);

  it('lie within each other in turn: the first lies within the last', () => {
    fc.assert(
      fc.property(aDuration, aDuration, aDuration, (one, two, three) => {
        fc.pre(isNoLonger(one, two) && isNoLonger(two, three));
        expect(isNoLonger(one, three)).toBe(true);
      }),
    );
  });
});

/** Entries with every part that a request may have. */
const anEntry: fc.Arbitrary<DataAccess> = fc
  .record({
    actions: fc.subarray(['read', 'subscribe', 'converse'] as const, { minLength: 1 }),
    datatypes: fc.subarray([...categories.keys()], { minLength: 1 }),
    picks: fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 20, maxLength: 20 }),
    addressee: fc.constantFrom(undefined, 'requester' as const, 'anyone' as const),
    states: fc.option(fc.subarray(['open', 'closed', 'answered'], { minLength: 1 }), { nil: undefined }),
    until: fc.integer({ min: 0, max: 3 }),
    lookback: fc.constantFrom(undefined, 'P1M', 'P30D', 'P1Y'),
    maxReadsPerDay: fc.constantFrom(undefined, 1, 500),
    recipients: fc.subarray(['a', 'b', 'c']),
    benefit: fc.constantFrom(undefined, 'Faster repairs'),
  })
  .map(({ picks, addressee, states, until, lookback, maxReadsPerDay, benefit, datatypes, ...rest }) => {
    const fields = Object.fromEntries(
      datatypes.map((name) => {
        const all = Object.keys(categories.get(name)?.fields ?? {});
        const some = all.filter((_, at) => at === 0 || picks[at]?.[0]);
        return [
          name,
          {
            required: some.filter((_, at) => picks[at]?.[1]),
            optional: some.filter((_, at) => !picks[at]?.[1]),
          },
        ];
      }),
    );
    const issues = { ...(addressee && { addressee }), ...(states && { states }) };
    return dataAccessSchema.parse({
      ...entry(),
      ...rest,
      datatypes,
      fields,
      filter: datatypes.includes('issues') ? { issues } : {},
      access: { until: `2027-0${until + 1}-01T00:00:00Z`, lookback, maxReadsPerDay },
      benefit,
    });
  });

/** Takes one thing away, or sets one limit lower. `undefined`: that is not there. */
const removals: Record<string, (whole: DataAccess) => DataAccess | undefined> = {
  action: (whole) => (whole.actions.length > 1 ? { ...whole, actions: whole.actions.slice(1) } : undefined),
  recipient: (whole) =>
    whole.recipients.length > 0 ? { ...whole, recipients: whole.recipients.slice(1) } : undefined,
  category: (whole) =>
    whole.datatypes.length > 1 ? { ...whole, datatypes: whole.datatypes.slice(1) } : undefined,
  field: (whole) => {
    const [name = ''] = whole.datatypes;
    const kept = coveredFields(whole, name).slice(1);
    return kept.length > 0
      ? { ...whole, fields: { ...whole.fields, [name]: { required: [], optional: kept } } }
      : undefined;
  },
  state: (whole) => {
    const states = whole.filter['issues']?.['states'];
    return Array.isArray(states) && states.length > 1
      ? { ...whole, filter: { issues: { ...whole.filter['issues'], states: states.slice(1) } } }
      : undefined;
  },
  addressee: (whole) =>
    whole.filter['issues']?.['addressee'] === 'anyone'
      ? {
          ...whole,
          filter: { issues: without(whole.filter['issues'], 'addressee') as DataAccess['filter'][string] },
        }
      : undefined,
  time: (whole) => ({ ...whole, access: { ...whole.access, until: '2026-12-31T00:00:00Z' } }),
  lookback: (whole) => ({ ...whole, access: { ...whole.access, lookback: 'P7D' } }),
  reads: (whole) =>
    whole.access.maxReadsPerDay === 1
      ? undefined
      : { ...whole, access: { ...whole.access, maxReadsPerDay: 1 } },
};

describe('for any entry', () => {
  it('it lies within itself', () => {
    fc.assert(fc.property(anEntry, (whole) => void expect(isWithin([whole], [whole])).toBe(true)));
  });

  it.each(Object.keys(removals))(
    'without one %s it lies within the whole, and the whole not within it',
    (what) => {
      fc.assert(
        fc.property(anEntry, (whole) => {
          const less = removals[what]?.(whole);
          fc.pre(less !== undefined);
          expect(isWithin([less], [whole])).toBe(true);
          expect(isWithin([whole], [less])).toBe(false);
        }),
      );
    },
  );

  it('what lies within a part of it lies within it', () => {
    const removal = fc.constantFrom(...Object.values(removals));
    fc.assert(
      fc.property(anEntry, fc.array(removal, { minLength: 2, maxLength: 6 }), (whole, taken) => {
        const steps = [whole];
        for (const take of taken) steps.push(take(steps.at(-1)!) ?? steps.at(-1)!);
        for (const part of steps) expect(isWithin([steps.at(-1)!], [part])).toBe(true);
      }),
    );
  });
});
