import { describe, expect, it } from 'vitest';
import type { AuthorizationDetails, DataAccess } from '../authorization-details.ts';
import { differenceOf } from './consent-difference.ts';
import { dataDue, type VersionInForce } from './data-due.ts';
import { deletionStateOf } from './deletion-report.ts';

const CARE = 'https://w3id.org/dpv#CustomerCare';
const MARKETING = 'https://w3id.org/dpv#DirectMarketing';

function entry(parts: Partial<DataAccess> = {}): DataAccess {
  return {
    type: 'urn:parley:data-access',
    locations: ['https://gw.example/v1'],
    actions: ['read', 'converse'],
    datatypes: ['issues', 'preferences'],
    purpose: CARE,
    fields: {
      issues: { required: ['title'], optional: ['description'] },
      preferences: { required: ['topic'], optional: [] },
    },
    filter: { preferences: { topics: ['delivery', 'contact'] } },
    access: { until: '2027-06-01T00:00:00.000Z', lookback: 'P1Y', maxReadsPerDay: 50 },
    retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
    recipients: ['Fixers Ltd'],
    ...parts,
  };
}
const marketing = entry({
  purpose: MARKETING,
  datatypes: ['preferences'],
  fields: { preferences: { required: ['topic'], optional: [] } },
  retention: { duration: 'P10D', location: 'EU', onEnd: 'deidentify' },
});
const withAccess = (access: Partial<DataAccess['access']>) =>
  entry({ access: { ...entry().access, ...access } });

describe('what lies between two versions', () => {
  it.each<[string, AuthorizationDetails, object]>([
    ['nothing', [entry(), marketing], []],
    [
      'a whole purpose',
      [entry()],
      [
        {
          purpose: MARKETING,
          removed: true,
          removed_categories: ['preferences'],
          removed_fields: { preferences: ['topic'] },
        },
      ],
    ],
    [
      'a category and a field',
      [
        entry({
          datatypes: ['issues'],
          fields: { issues: { required: ['title'], optional: [] } },
          filter: {},
        }),
        marketing,
      ],
      [
        {
          purpose: CARE,
          removed_categories: ['preferences'],
          removed_fields: { issues: ['description'], preferences: ['topic'] },
        },
      ],
    ],
    [
      'filters, the audience left as it is',
      [
        entry({ filter: { preferences: { topics: ['contact'] }, issues: { addressee: 'requester' } } }),
        marketing,
      ],
      [
        {
          purpose: CARE,
          filters: { preferences: { topics: { from: ['delivery', 'contact'], to: ['contact'] } } },
        },
      ],
    ],
    [
      'actions, recipients, lookback, reads a day',
      [
        {
          ...withAccess({ lookback: 'P1M', maxReadsPerDay: 5 }),
          actions: ['read'],
          recipients: [],
        },
        marketing,
      ],
      [
        {
          purpose: CARE,
          removed_actions: ['converse'],
          removed_recipients: ['Fixers Ltd'],
          lookback: { from: 'P1Y', to: 'P1M' },
          max_reads_per_day: { from: 50, to: 5 },
        },
      ],
    ],
    [
      'an end, also a later one',
      [withAccess({ until: '2027-07-01T00:00:00.000Z' }), marketing],
      [{ purpose: CARE, until: { from: '2027-06-01T00:00:00.000Z', to: '2027-07-01T00:00:00.000Z' } }],
    ],
  ])('%s', (_name, after, change) => {
    expect(differenceOf([entry(), marketing], after)).toEqual(change);
  });
});

const version = (number: number, begunAt: string, details: AuthorizationDetails): VersionInForce => ({
  version: number,
  begunAt: new Date(begunAt),
  details,
});
const first = version(1, '2027-01-01T00:00:00Z', [entry(), marketing]);
const second = version(2, '2027-02-01T00:00:00Z', [
  entry({
    datatypes: ['issues'],
    fields: { issues: { required: ['title'], optional: ['description'] } },
    filter: {},
  }),
  marketing,
]);
const now = new Date('2027-03-01T00:00:00Z');

describe('what has to be gone', () => {
  it('is nothing of a live consent that was never narrowed, also where it was extended', () => {
    const extended = version(2, '2027-02-01T00:00:00Z', [
      withAccess({ until: '2027-12-01T00:00:00.000Z' }),
      marketing,
    ]);
    expect(dataDue([first, extended], { now })).toEqual([]);
  });

  it('is what each narrowing took away, for each purpose on its own', () => {
    expect(dataDue([first, second], { now })).toEqual([
      {
        purpose: CARE,
        category: 'preferences',
        lost: 'narrowed',
        lost_at: '2027-02-01T00:00:00.000Z',
        version: 1,
        fields: ['topic'],
        on_end: 'delete',
        delete_by: '2027-03-03T00:00:00.000Z',
      },
    ]);
  });

  it('is, at the end, what was left, with the promise of each purpose', () => {
    const endedAt = new Date('2027-02-15T00:00:00Z');
    const due = dataDue([first, second], { now, endedAt });
    expect(due.map((each) => [each.purpose, each.category, each.lost, each.on_end, each.delete_by])).toEqual([
      [CARE, 'preferences', 'narrowed', 'delete', '2027-03-03T00:00:00.000Z'],
      [CARE, 'issues', 'ended', 'delete', '2027-03-17T00:00:00.000Z'],
      [MARKETING, 'preferences', 'ended', 'deidentify', '2027-02-25T00:00:00.000Z'],
    ]);
  });

  it('is all of a purpose whose own end came before that of the consent', () => {
    const short = [withAccess({ until: '2027-02-10T00:00:00.000Z' }), marketing];
    const due = dataDue([version(1, '2027-01-01T00:00:00Z', short)], { now });
    expect(due.map(({ purpose, lost_at: at }) => `${purpose} ${at}`)).toEqual([
      `${CARE} 2027-02-10T00:00:00.000Z`,
      `${CARE} 2027-02-10T00:00:00.000Z`,
    ]);
  });

  it('is not what may be retained', () => {
    const retained = entry({ retention: { duration: 'P30D', location: 'EU', onEnd: 'retain' } });
    expect(dataDue([version(1, '2027-01-01T00:00:00Z', [retained])], { now, endedAt: now })).toEqual([]);
  });

  it('is, of a narrower filter or a shorter look back, items and no field', () => {
    const after = {
      ...withAccess({ lookback: 'P1M' }),
      filter: { preferences: { topics: ['contact'] } },
    };
    const due = dataDue([first, version(2, '2027-02-01T00:00:00Z', [after, marketing])], { now });
    const lookback = { from: 'P1Y', to: 'P1M' };
    expect(
      due.map(({ category, fields, filters, lookback: back }) => ({ category, fields, filters, back })),
    ).toEqual([
      { category: 'issues', fields: [], filters: undefined, back: lookback },
      {
        category: 'preferences',
        fields: [],
        filters: { topics: { from: ['delivery', 'contact'], to: ['contact'] } },
        back: lookback,
      },
    ]);
  });
});

describe('whether a vendor has answered', () => {
  const due = dataDue([first, second], { now });
  const [lost] = due;
  it.each([
    ['nothing is due', [], undefined, now, 'not_due'],
    ['no report came yet', due, undefined, now, 'unanswered'],
    ['its date is over', due, undefined, new Date('2027-03-03T00:00:01Z'), 'late'],
    ['a report came', due, now, new Date('2027-04-01T00:00:00Z'), 'answered'],
    [
      'a report answers for what was lost before that',
      due,
      new Date('2027-01-15T00:00:00Z'),
      now,
      'unanswered',
    ],
  ] as const)('%s', (_name, dues, answered, at, state) => {
    const said = deletionStateOf(dues, { answered, now: at });
    expect(said.state).toBe(state);
    expect(said.dueBy?.toISOString()).toBe(dues.length === 0 ? undefined : lost?.delete_by);
  });
});
