import { breachesOf, type DataAccess, NO_TERMS, narrowToTerms } from '@parley/protocol';
import { expect, it } from 'vitest';
import { approvedOf } from './approved-of.ts';
import { toggled, wholeChoice } from './choice.ts';
import { breachesLeft, limitedTo } from './within-terms.ts';

const askedAt = new Date('2026-11-22T12:00:00Z');
const entry = (parts: Partial<DataAccess>): DataAccess => ({
  type: 'urn:parley:data-access',
  locations: ['https://gateway.example/v1'],
  actions: ['read'],
  datatypes: ['issues'],
  purpose: 'https://w3id.org/dpv#CustomerCare',
  fields: { issues: { required: ['title'], optional: [] } },
  filter: {},
  access: { until: '2027-05-22T00:00:00Z' },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: ['Globex'],
  ...parts,
});
const details = [
  entry({}),
  entry({ purpose: 'https://w3id.org/dpv#DirectMarketing', access: { until: '2026-12-01T00:00:00Z' } }),
];
const terms = {
  ...NO_TERMS,
  longestAccess: 'P30D',
  recipients: 'none' as const,
  purposesNever: ['https://w3id.org/dpv#DirectMarketing'],
};
const breaches = breachesOf(details, terms, { askedAt });
const withinTerms = narrowToTerms(details, terms, { askedAt });
const left = (approved: DataAccess[]) =>
  breachesLeft(breaches, { approved, withinTerms }).map(({ code }) => code);

it('with one tap leaves exactly what the terms allow', () => {
  const choice = limitedTo(withinTerms, { details, choice: wholeChoice(details) });
  const approved = approvedOf(details, choice);
  expect(approved).toEqual(withinTerms);
  expect(left(approved)).toEqual([]);
});

it('does not put back what was taken out, nor a later end than chosen', () => {
  const until = '2026-11-30T00:00:00.000Z';
  const out = toggled({ ...wholeChoice(details), until }, details[0]?.purpose ?? '', {
    kind: 'field',
    category: 'issues',
    name: 'title',
  });
  const choice = limitedTo(withinTerms, { details, choice: out });
  expect(choice.until).toBe(until);
  expect(approvedOf(details, choice)).toEqual([]);
});

it('says of each breach whether the choice has cured it', () => {
  expect(left(details)).toEqual([
    'end_too_late',
    'recipients_not_allowed',
    'purpose_never',
    'recipients_not_allowed',
  ]);
  const [first] = details as [DataAccess, DataAccess];
  expect(left([first])).toEqual(['end_too_late', 'recipients_not_allowed']);
  expect(left([{ ...first, recipients: [] }])).toEqual(['end_too_late']);
  expect(left([{ ...first, access: { until: '2026-12-01T00:00:00Z' } }])).toEqual(['recipients_not_allowed']);
});
