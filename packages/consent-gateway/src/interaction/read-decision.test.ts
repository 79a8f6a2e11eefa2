import { authorizationDetailsSchema, coveredFields, type DataAccess, isWithin } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testEntry } from '../testing/test-vendor.ts';
import { readDecision } from './read-decision.ts';

const care = testEntry({
  filter: { issues: { states: ['open'] }, preferences: { topics: ['delivery'] } },
  access: { until: '2027-02-22T00:00:00Z', maxReadsPerDay: 5 },
  benefit: 'Faster repairs',
});
const marketing = testEntry({ purpose: 'https://w3id.org/dpv#DirectMarketing' });
const asked = [care, marketing];
const approved = (form: Record<string, unknown>): DataAccess[] => {
  const decision = readDecision({ decision: 'give', ...form }, asked);
  return decision.kind === 'give' ? decision.approved : [];
};

describe('what the form said', () => {
  it('is all that was asked where all is ticked', () => {
    const field = asked.flatMap((entry, at) =>
      entry.datatypes.flatMap((name) => coveredFields(entry, name).map((each) => `${at}.${name}.${each}`)),
    );
    expect(readDecision({ decision: 'give', field }, asked)).toEqual({ kind: 'give', approved: asked });
  });

  it('is the ticked part, with the filters of what is left and the same promises', () => {
    expect(approved({ field: ['0.issues.title', '0.issues.description'] })).toEqual([
      {
        ...care,
        datatypes: ['issues'],
        fields: { issues: { required: ['title'], optional: ['description'] } },
        filter: { issues: { states: ['open'] } },
      },
    ]);
  });

  it('may be one field alone', () => {
    expect(approved({ field: '1.preferences.strength' })).toMatchObject([
      { purpose: marketing.purpose, fields: { preferences: { required: [], optional: ['strength'] } } },
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no word', {}],
    ['refuse', { decision: 'refuse', field: ['0.issues.title'] }],
    ['another word', { decision: 'GIVE', field: ['0.issues.title'] }],
    ['two words', { decision: ['give', 'refuse'], field: ['0.issues.title'] }],
  ])('is a refusal with %s', (_what, form) => expect(readDecision(form, asked)).toEqual({ kind: 'refuse' }));

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a field that was not asked for', ['0.issues.kind']],
    ['a category that was not asked for', ['0.contact.phone']],
    ['an entry that was not asked for', ['2.issues.title']],
    ['another way of writing it', ['00.issues.title', '0.issues.title ', '0.Issues.title']],
    ['names of the language', ['0.__proto__.title', '0.constructor.name', 'length']],
    ['an object', { '0.issues.title': 'on' }],
    ['numbers', [0, 1]],
  ])('is nothing where %s is ticked', (_what, field) => {
    expect(readDecision({ decision: 'give', field }, asked)).toEqual({ kind: 'nothing' });
  });

  it.each([
    ['2026-12-01', '2026-12-01T00:00:00Z'],
    ['2027-02-21', '2027-02-21T00:00:00Z'],
    ['2027-02-22', care.access.until],
    ['2027-02-23', care.access.until],
    ['2100-01-01', care.access.until],
    ['', care.access.until],
  ])('ends, with %j, at %s: earlier where that is a day, never later', (until, expected) => {
    expect(approved({ field: '0.issues.title', until })[0]?.access).toEqual({
      ...care.access,
      until: expected,
    });
  });

  it.each([
    ['soon'],
    ['1.12.2026'],
    ['2026-12-01T00:00:00Z'],
    ['2026-13-01'],
    ['2026-11-31'],
    [' 2026-12-01'],
    [['2026-12-01', '2026-12-02']],
  ])('is not taken for given with an end of %j', (until) => {
    expect(readDecision({ decision: 'give', field: '0.issues.title', until }, asked)).toEqual({
      kind: 'unreadable_end',
    });
  });

  it('lies within what was asked, whatever the form says', () => {
    const tick = fc.tuple(
      fc.nat(3),
      fc.constantFrom('issues', 'preferences', 'contact'),
      fc.constantFrom('title', 'topic', 'kind', 'description', 'value'),
    );
    const until = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(fc.array(tick), until, (ticks, end) => {
        const given = approved({ field: ticks.map((each) => each.join('.')), until: end });
        if (given.length === 0) return;
        expect(isWithin(given, asked)).toBe(true);
        expect(authorizationDetailsSchema.parse(given)).toEqual(given);
      }),
    );
  });
});
