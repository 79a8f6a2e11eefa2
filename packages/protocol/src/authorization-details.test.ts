import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedEntrySchema } from './asked-details.ts';
import {
  authorizationDetailsSchema,
  coveredFields,
  type DataAccessInput,
  dataAccessSchema,
} from './authorization-details.ts';
import { categories } from './category/categories.ts';
import { PURPOSES } from './vocabulary/dpv.ts';

const asked = askedEntrySchema(categories);

/** The example of the design, section 4. */
const example = {
  type: 'urn:parley:data-access',
  locations: ['https://gateway.example/v1'],
  actions: ['read', 'subscribe', 'converse'],
  datatypes: ['preferences', 'issues'],
  purpose: 'https://w3id.org/dpv#CustomerCare',
  fields: {
    issues: { required: ['title', 'state'], optional: ['description'] },
    preferences: { required: ['topic'] },
  },
  filter: { issues: { addressee: 'requester' }, preferences: { topics: ['delivery'] } },
  access: { until: '2027-02-22T00:00:00Z', lookback: 'P90D', maxReadsPerDay: 500 },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: [],
  benefit: 'Faster repairs without repeating yourself',
  terms: 'SD-BASE',
} satisfies DataAccessInput;

/** The example with one place replaced: `access.until`, `fields.issues`, … `undefined` takes it out. */
function changed(place: string, value: unknown): unknown {
  const copy = structuredClone(example) as Record<string, unknown>;
  const names = place.split('.');
  const last = names.pop() ?? '';
  const parent = names.reduce<Record<string, unknown>>(
    (at, name) => at[name] as Record<string, unknown>,
    copy,
  );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
const list = (count: number, prefix = 'x') => Array.from({ length: count }, (_, at) => `${prefix}${at}`);

describe('an entry', () => {
  it('of the design is accepted, with the defaults filled in', () => {
    expect(dataAccessSchema.parse(example)).toEqual({
      ...example,
      fields: { ...example.fields, preferences: { required: ['topic'], optional: [] } },
    });
  });

  it.each([
    ['no filter', 'filter', undefined],
    ['no look back', 'access.lookback', undefined],
    ['no limit of reads', 'access.maxReadsPerDay', undefined],
    ['no benefit', 'benefit', undefined],
    ['no terms', 'terms', undefined],
    ['one action', 'actions', ['read']],
    ['20 recipients', 'recipients', list(20)],
    ['one read a day', 'access.maxReadsPerDay', 1],
    ['anyone’s issues', 'filter.issues.addressee', 'anyone'],
    ['states', 'filter.issues', { states: ['open'], kinds: ['fault'] }],
    ['nothing required', 'fields.issues', { optional: ['title'] }],
    ['a retention of nothing', 'retention.duration', 'P0D'],
  ])('may have %s', (_what, place, value) => {
    expect(asked.safeParse(changed(place, value)).error).toBeUndefined();
  });

  const WORD_TWICE = 'the same word twice';
  const NO_FIELD = 'a field that does not exist';
  it.each([
    // Where the complaint stands, and its words where they are ours.
    ['another type', 'type', 'urn:other', 'type', /^Invalid input/],
    ['no type', 'type', undefined, 'type', /^Invalid input/],
    ['no place', 'locations', [], 'locations', /^Too small/],
    ['two places', 'locations', ['https://a.example/', 'https://b.example/'], 'locations', /^Too big/],
    ['a place that is no URL', 'locations', ['gateway'], 'locations.0', /^Invalid URL/],
    ['no action', 'actions', [], 'actions', /^Too small/],
    ['an unknown action', 'actions', ['write'], 'actions.0', /^Invalid option/],
    ['an action twice', 'actions', ['read', 'read'], 'actions', WORD_TWICE],
    ['no category', 'datatypes', [], 'datatypes', /^Too small/],
    [
      'an unknown category',
      'datatypes',
      ['preferences', 'issues', 'health'],
      'datatypes',
      'a data category that does not exist',
    ],
    [
      'a category of the language',
      'datatypes',
      ['preferences', 'issues', 'constructor'],
      'datatypes',
      'a data category that does not exist',
    ],
    ['a category twice', 'datatypes', ['preferences', 'issues', 'issues'], 'datatypes', WORD_TWICE],
    [
      'a purpose not on the list',
      'purpose',
      'https://w3id.org/dpv#Anything',
      'purpose',
      'an exact purpose IRI from the published list',
    ],
    [
      'a purpose in other letters',
      'purpose',
      'https://w3id.org/dpv#customercare',
      'purpose',
      'an exact purpose IRI from the published list',
    ],
    [
      'a purpose of the language',
      'purpose',
      'constructor',
      'purpose',
      'an exact purpose IRI from the published list',
    ],
    [
      'no fields of a category',
      'fields.issues',
      undefined,
      'fields.issues',
      'the fields of each data category must be named',
    ],
    [
      'fields of another category',
      'fields.contact',
      { required: ['phone'] },
      'fields.contact',
      'fields of a category that is not in datatypes',
    ],
    ['empty lists', 'fields.issues', {}, 'fields.issues', 'at least one field'],
    ['an unknown field', 'fields.issues', { required: ['title', 'owner'] }, 'fields.issues', NO_FIELD],
    ['a field of another category', 'fields.issues', { required: ['topic'] }, 'fields.issues', NO_FIELD],
    ['a field of the language', 'fields.issues', { required: ['toString'] }, 'fields.issues', NO_FIELD],
    [
      'a field twice in a list',
      'fields.issues',
      { required: ['title', 'title'] },
      'fields.issues.required',
      WORD_TWICE,
    ],
    [
      'a field in both lists',
      'fields.issues',
      { required: ['title'], optional: ['title'] },
      'fields.issues',
      'a field both required and optional',
    ],
    [
      'a third list',
      'fields.issues',
      { required: ['title'], hidden: ['state'] },
      'fields.issues',
      /^Unrecognized key/,
    ],
    [
      'a filter of another category',
      'filter.contact',
      { topics: ['a'] },
      'filter.contact',
      'a filter of a category that is not in datatypes',
    ],
    [
      'an unknown filter',
      'filter.issues',
      { owner: ['ann'] },
      'filter.issues.owner',
      'a filter that does not exist',
    ],
    [
      'a filter of the language',
      'filter.issues',
      { constructor: ['a'] },
      'filter.issues.constructor',
      'a filter that does not exist',
    ],
    [
      'a list as addressee',
      'filter.issues',
      { addressee: ['anyone'] },
      'filter.issues.addressee',
      'a value this filter does not take',
    ],
    [
      'a word as topics',
      'filter.preferences',
      { topics: 'anyone' },
      'filter.preferences.topics',
      'a value this filter does not take',
    ],
    [
      'another word as addressee',
      'filter.issues',
      { addressee: 'everybody' },
      'filter.issues.addressee',
      /^Invalid/,
    ],
    [
      'no topic at all',
      'filter.preferences',
      { topics: [] },
      'filter.preferences.topics',
      /^Invalid|^Too small/,
    ],
    [
      '33 topics',
      'filter.preferences',
      { topics: list(33) },
      'filter.preferences.topics',
      /^Invalid|^Too big/,
    ],
    ['no end', 'access.until', undefined, 'access.until', /RFC 3339/],
    ['an end that is no instant', 'access.until', '2027-02-22', 'access.until', /RFC 3339/],
    ['a look back in hours', 'access.lookback', 'PT1H', 'access.lookback', /ISO 8601/],
    ['no read a day', 'access.maxReadsPerDay', 0, 'access.maxReadsPerDay', /^Too small/],
    ['half a read a day', 'access.maxReadsPerDay', 1.5, 'access.maxReadsPerDay', /^Invalid input/],
    ['too many reads', 'access.maxReadsPerDay', 1_000_001, 'access.maxReadsPerDay', /^Too big/],
    ['another limit', 'access.maxReads', 5, 'access', /^Unrecognized key/],
    ['no retention', 'retention', undefined, 'retention', /^Invalid input/],
    ['a retention without an end', 'retention.onEnd', undefined, 'retention.onEnd', /^Invalid option/],
    ['a retention for ever', 'retention.duration', 'forever', 'retention.duration', /ISO 8601/],
    ['a place of one letter', 'retention.location', 'E', 'retention.location', /^Too small/],
    ['no word of recipients', 'recipients', undefined, 'recipients', /^Invalid input/],
    ['21 recipients', 'recipients', list(21), 'recipients', /^Too big/],
    ['a recipient twice', 'recipients', ['a', 'a'], 'recipients', WORD_TWICE],
    ['a recipient with a line end', 'recipients', ['a\nb'], 'recipients.0', /^one line/],
    ['a benefit that begins a line', 'benefit', 'a\nIt passes it to nobody.', 'benefit', /^one line/],
    ['a benefit of 301 letters', 'benefit', 'a'.repeat(301), 'benefit', /^Too big/],
    ['terms in small letters', 'terms', 'sd-base', 'terms', /^Invalid/],
    ['another member', 'scope', 'all', '', /^Unrecognized key/],
  ] as const)('is refused with %s', (_what, place, value, where, words) => {
    const parsed = asked.safeParse(changed(place, value));
    const complaints = parsed.error?.issues.map((issue) => [issue.path.join('.'), issue.message]);
    expect(complaints).toContainEqual([
      where,
      typeof words === 'string' ? words : expect.stringMatching(words),
    ]);
  });
});

describe('the list of entries', () => {
  const entries = (count: number) =>
    Object.keys(PURPOSES)
      .slice(0, count)
      .map((purpose) => ({ ...example, purpose }));

  it.each([1, 8])('may have %i', (count) => {
    expect(authorizationDetailsSchema.parse(entries(count))).toHaveLength(count);
  });
  it.each([
    ['none', [], 'one to eight entries'],
    ['nine', entries(9), 'one to eight entries'],
    ['two with one purpose', [example, { ...example, actions: ['read'] }], 'two entries with one purpose'],
    ['an entry alone', example, 'Invalid input: expected array, received object'],
  ])('is refused with %s', (_what, list, message) => {
    expect(authorizationDetailsSchema.safeParse(list).error?.issues.map((issue) => issue.message)).toEqual([
      message,
    ]);
  });
});

describe('the fields that an entry covers', () => {
  const entry = dataAccessSchema.parse(example);
  it.each([
    ['issues', ['title', 'state', 'description']],
    ['preferences', ['topic']],
    ['contact', []],
    ['constructor', []],
    ['__proto__', []],
  ])('of %s are %j', (category, fields) => expect(coveredFields(entry, category)).toEqual(fields));

  it('are none of a category that is not in datatypes, whatever fields say', () => {
    expect(coveredFields({ ...entry, datatypes: ['preferences'] }, 'issues')).toEqual([]);
  });
});

describe('whatever is accepted', () => {
  const words = fc.constantFrom(
    'read',
    'subscribe',
    'issues',
    'preferences',
    'title',
    'topic',
    'anyone',
    '',
    'P1D',
    '__proto__',
  );
  const anything = fc.anything({ key: words, values: [words, fc.integer(), fc.constant(null)], maxDepth: 3 });
  const oneChange = fc
    .tuple(fc.constantFrom(...places(example)), anything)
    .map(([place, value]) => changed(place, value));

  it('is the same after JSON and a second parse, and covers declared fields only', () => {
    fc.assert(
      fc.property(oneChange, (input) => {
        const parsed = asked.safeParse(input);
        if (!parsed.success) return;
        expect(dataAccessSchema.parse(JSON.parse(JSON.stringify(parsed.data)))).toEqual(parsed.data);
        for (const name of parsed.data.datatypes) {
          expect(Object.keys(categories.get(name)?.fields ?? {})).toEqual(
            expect.arrayContaining([...coveredFields(parsed.data, name)]),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is never a fault', () => {
    fc.assert(fc.property(fc.anything(), (input) => void authorizationDetailsSchema.safeParse([input])));
  });
});

function places(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([name, member]) => [
    prefix + name,
    ...(typeof member === 'object' && !Array.isArray(member) ? places(member, `${prefix}${name}.`) : []),
  ]);
}
