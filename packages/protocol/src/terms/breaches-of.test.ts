import { describe, expect, it } from 'vitest';
import type { DataAccess } from '../authorization-details.ts';
import { breachesOf, breachesOfNamedAgreement } from './breaches-of.ts';
import { NO_TERMS, type StandingTerms, standingTermsSchema } from './standing-terms.ts';

const askedAt = new Date('2026-11-22T12:00:00Z');
const MARKETING = 'https://w3id.org/dpv#DirectMarketing';
const ANALYTICS = 'https://w3id.org/dpv#ServiceUsageAnalytics';
const RECOMMENDATIONS = 'https://w3id.org/dpv#ProvidePersonalisedRecommendations';
const entry = (changes: Partial<DataAccess> = {}): DataAccess => ({
  type: 'urn:parley:data-access',
  locations: ['https://gateway.example/v1'],
  actions: ['read'],
  datatypes: ['issues'],
  purpose: 'https://w3id.org/dpv#CustomerCare',
  fields: { issues: { required: ['title'], optional: [] } },
  filter: {},
  access: { until: '2027-02-22T12:00:00Z' },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: [],
  ...changes,
});
const ending = (until: string): DataAccess => entry({ access: { until } });
const keeping = (changes: Partial<DataAccess['retention']>): DataAccess =>
  entry({ retention: { ...entry().retention, ...changes } });
const shared = { recipients: ['Carrier Ltd', 'Globex'] };

type Row = readonly [
  what: string,
  entry: DataAccess,
  terms: Partial<StandingTerms>,
  codes: readonly string[],
];
const table: readonly Row[] = [
  ['no terms at all', entry(shared), {}, []],
  ['an end on the last allowed instant', entry(), { longestAccess: 'P3M' }, []],
  ['an end a second later', ending('2027-02-22T12:00:01Z'), { longestAccess: 'P3M' }, ['end_too_late']],
  [
    'an end a second later, in days',
    ending('2026-12-22T12:00:01Z'),
    { longestAccess: 'P30D' },
    ['end_too_late'],
  ],
  ['any end where no time is allowed', entry(), { longestAccess: 'P0D' }, ['end_too_late']],
  ['as long a retention as allowed', entry(), { longestRetention: 'P30D' }, []],
  ['a shorter retention', keeping({ duration: 'P7D' }), { longestRetention: 'P30D' }, []],
  ['a longer retention', keeping({ duration: 'P31D' }), { longestRetention: 'P30D' }, ['retention_too_long']],
  [
    'a month, that may have 31 days',
    keeping({ duration: 'P1M' }),
    { longestRetention: 'P30D' },
    ['retention_too_long'],
  ],
  [
    'a retention that never ends',
    keeping({ onEnd: 'retain' }),
    { longestRetention: 'P30D' },
    ['kept_after_end'],
  ],
  [
    'a retention too long that never ends',
    keeping({ duration: 'P1Y', onEnd: 'retain' }),
    { longestRetention: 'P30D' },
    ['retention_too_long', 'kept_after_end'],
  ],
  [
    'a retention that ends without a name',
    keeping({ onEnd: 'deidentify' }),
    { longestRetention: 'P30D' },
    [],
  ],
  ['keeping on, where nothing is said of it', keeping({ onEnd: 'retain' }), {}, []],
  ['another purpose than the forbidden one', entry(), { purposesNever: [MARKETING] }, []],
  [
    'a forbidden purpose',
    entry({ purpose: MARKETING }),
    { purposesNever: [ANALYTICS, MARKETING] },
    ['purpose_never'],
  ],
  ['nobody, where nobody is allowed', entry(), { recipients: 'none' }, []],
  ['others, where nobody is allowed', entry(shared), { recipients: 'none' }, ['recipients_not_allowed']],
  ['an agreement that is accepted', entry({ terms: 'SD-BASE' }), { agreement: 'SD-BASE' }, []],
  ['a stricter agreement', entry({ terms: 'SD-BASE-DP' }), { agreement: 'SD-BASE-A' }, []],
  ['a looser agreement', entry({ terms: 'SD-BASE-A' }), { agreement: 'SD-BASE' }, ['agreement_differs']],
  ['one with a duty less', entry({ terms: 'SD-BASE' }), { agreement: 'SD-BASE-DP' }, ['agreement_differs']],
  ['one of another kind', entry({ terms: 'PDC-AI' }), { agreement: 'SD-BASE' }, ['agreement_differs']],
  ['one that is on no list', entry({ terms: 'ACME-OWN' }), { agreement: 'SD-BASE' }, ['agreement_differs']],
  ['no agreement named, and nothing beyond it', entry(), { agreement: 'SD-BASE' }, []],
  [
    'analytics, against it',
    entry({ purpose: ANALYTICS }),
    { agreement: 'SD-BASE' },
    ['purpose_outside_agreement'],
  ],
  ['analytics, with it', entry({ purpose: ANALYTICS }), { agreement: 'SD-BASE-A' }, []],
  [
    'profiling, against it',
    entry({ purpose: RECOMMENDATIONS }),
    { agreement: 'SD-BASE-AT' },
    ['purpose_outside_agreement'],
  ],
  ['profiling, with it', entry({ purpose: RECOMMENDATIONS }), { agreement: 'SD-BASE-ATP-S3P-DP' }, []],
  [
    'marketing, with none',
    entry({ purpose: MARKETING }),
    { agreement: 'SD-BASE-ATP-S3P' },
    ['purpose_outside_agreement'],
  ],
  ['others, with none', entry(shared), { agreement: 'SD-BASE-ATP-S3P' }, ['recipients_outside_agreement']],
  ['one in which nothing can be checked', entry({ ...shared, purpose: MARKETING }), { agreement: 'PDC' }, []],
  [
    'a request that breaks what it names itself',
    entry({ ...shared, purpose: MARKETING, terms: 'SD-BASE' }),
    {},
    ['purpose_outside_agreement', 'recipients_outside_agreement'],
  ],
  [
    'the same, said once where the owner wants it too',
    entry({ purpose: MARKETING, terms: 'SD-BASE' }),
    { agreement: 'SD-BASE' },
    ['purpose_outside_agreement'],
  ],
];

const terms = (changes: Partial<StandingTerms>): StandingTerms => standingTermsSchema.parse(changes);

describe('breaches of standing terms', () => {
  it.each(table)('%s', (_what, asked, laidDown, codes) => {
    expect(breachesOf([asked], terms(laidDown), { askedAt }).map(({ code }) => code)).toEqual(codes);
  });

  it('are told for each entry, in words', () => {
    const details = [entry(shared), entry({ purpose: MARKETING, access: { until: '2027-05-22T00:00:00Z' } })];
    const laidDown = terms({ recipients: 'none', longestAccess: 'P4M', purposesNever: [MARKETING] });
    expect(breachesOf(details, laidDown, { askedAt })).toEqual([
      {
        code: 'recipients_not_allowed',
        purpose: details[0]?.purpose,
        words: 'Your terms allow nobody else; it passes data to “Carrier Ltd”, “Globex”.',
      },
      {
        code: 'end_too_late',
        purpose: MARKETING,
        words: 'It asks until 2027-05-22; your terms allow 4 months from when it asks.',
      },
      {
        code: 'purpose_never',
        purpose: MARKETING,
        words: 'Your terms never allow this purpose: Advertising sent to you.',
      },
    ]);
  });

  it('of the agreement that it names itself need no terms of the owner', () => {
    const asked = entry({ purpose: MARKETING, terms: 'SD-BASE' });
    expect(breachesOfNamedAgreement(asked)).toEqual(breachesOf([asked], NO_TERMS, { askedAt }));
    expect(breachesOfNamedAgreement(entry({ terms: 'SD-BASE' }))).toEqual([]);
    for (const terms of [undefined, 'PDC', 'ACME-OWN'])
      expect(
        breachesOfNamedAgreement(entry({ purpose: MARKETING, ...(terms && { terms }) })),
      ).toBeUndefined();
  });
});

describe('standing terms', () => {
  it.each([
    ['a purpose that is not on the list', { purposesNever: ['https://w3id.org/dpv#Marketing'] }],
    ['an inherited name', { purposesNever: ['toString'] }],
    ['an agreement that is not on the roster', { agreement: 'SD-BASE-X' }],
    ['a duration in hours', { longestAccess: 'PT5H' }],
    ['a word they do not know', { longestLookback: 'P1Y' }],
    ['a third word about recipients', { recipients: 'some' }],
  ])('are refused with %s', (_what, given) => {
    expect(standingTermsSchema.safeParse(given).success).toBe(false);
  });
});
