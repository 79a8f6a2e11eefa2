import { describe, expect, it } from 'vitest';
import { askedDetailsSchema, askedEntrySchema } from './asked-details.ts';
import { authorizationDetailsSchema } from './authorization-details.ts';
import { categories } from './category/categories.ts';
import type { DataCategory } from './category/data-category.ts';

const badges: DataCategory = {
  ...(categories.get('preferences') as DataCategory),
  name: 'badges',
  fields: {
    colour: { predicate: 'https://example.org/colour', kind: 'text', label: 'colour', place: 'list' },
  },
  filters: { whose: { label: 'whose', kind: 'audience' } },
};
const known = new Map([[badges.name, badges]]);

const entry = {
  type: 'urn:parley:data-access',
  locations: ['https://gateway.example/v1'],
  actions: ['read'],
  datatypes: ['badges'],
  purpose: 'https://w3id.org/dpv#CustomerCare',
  fields: { badges: { required: ['colour'] } },
  filter: { badges: { whose: 'anyone' } },
  access: { until: '2027-02-22T00:00:00Z' },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: [],
};
const complaints = (error: { issues: { path: PropertyKey[]; message: string }[] } | undefined) =>
  error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('what is asked', () => {
  it('is of the categories that are known here', () => {
    expect(askedDetailsSchema(known).safeParse([entry]).error).toBeUndefined();
    expect(complaints(askedDetailsSchema(categories).safeParse([entry]).error)).toEqual([
      '0.datatypes: a data category that does not exist',
      '0.fields.badges: a field that does not exist',
      '0.filter.badges.whose: a filter that does not exist',
    ]);
  });

  it.each([
    [{ fields: { badges: { required: ['toString'] } } }, 'fields.badges: a field that does not exist'],
    [
      { filter: { badges: { constructor: ['a'] } } },
      'filter.badges.constructor: a filter that does not exist',
    ],
    [{ filter: { badges: { whose: ['anyone'] } } }, 'filter.badges.whose: a value this filter does not take'],
    [{ filter: { preferences: {} } }, 'filter.preferences: a filter of a category that is not in datatypes'],
  ])('is refused with %j', (change, complaint) => {
    expect(complaints(askedEntrySchema(known).safeParse({ ...entry, ...change }).error)).toEqual([complaint]);
  });
});

it('what was decided is read also where its category is not known', () => {
  expect(authorizationDetailsSchema.safeParse([entry]).success).toBe(true);
});
