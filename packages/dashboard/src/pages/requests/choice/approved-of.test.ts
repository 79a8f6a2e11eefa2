import { authorizationDetailsSchema, type DataAccess, isWithin } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { approvedOf } from './approved-of.ts';
import { type Choice, type Part, partsOf, requiredChoice, toggled, wholeChoice } from './choice.ts';

const care = 'https://w3id.org/dpv#CustomerCare';
const asked: DataAccess = {
  type: 'urn:parley:data-access',
  locations: ['https://gateway.example/v1'],
  actions: ['read', 'subscribe', 'converse'],
  datatypes: ['issues', 'preferences'],
  purpose: care,
  fields: {
    issues: { required: ['title', 'state'], optional: ['description'] },
    preferences: { required: ['topic'], optional: ['value'] },
  },
  filter: { issues: { addressee: 'anyone' }, preferences: { topics: ['delivery', 'repairs'] } },
  access: { until: '2027-02-22T00:00:00Z', maxReadsPerDay: 5 },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: ['Globex'],
  benefit: 'Faster repairs',
};
const details = [asked, { ...asked, purpose: 'https://w3id.org/dpv#DirectMarketing' }];
const field = (category: string, name: string): Part => ({ kind: 'field', category, name });
const topic = (value: string): Part => ({
  kind: 'value',
  category: 'preferences',
  filter: 'topics',
  value,
});
const without = (choice: Choice, ...parts: Part[]) =>
  parts.reduce((left, part) => toggled(left, care, part), choice);

describe('what is given', () => {
  it('is all that was asked where all is chosen, and not a word else', () => {
    expect(approvedOf(details, wholeChoice(details))).toEqual(details);
  });

  it('is at the beginning only what is needed, of what is meant for the company, for reading alone', () => {
    const [first] = approvedOf([asked], requiredChoice([asked]));
    expect(first).toEqual({
      ...asked,
      actions: ['read'],
      fields: {
        issues: { required: ['title', 'state'], optional: [] },
        preferences: { required: ['topic'], optional: [] },
      },
      filter: { issues: { addressee: 'requester' }, preferences: { topics: ['delivery', 'repairs'] } },
    });
  });

  it('has no category without fields, none whose list of topics is empty, and no purpose without categories', () => {
    const whole = wholeChoice([asked]);
    const noFields = without(whole, field('preferences', 'topic'), field('preferences', 'value'));
    expect(approvedOf([asked], noFields)).toEqual([
      {
        ...asked,
        datatypes: ['issues'],
        fields: { issues: asked.fields['issues'] },
        filter: { issues: { addressee: 'anyone' } },
      },
    ]);
    const noTopics = without(whole, topic('delivery'), topic('repairs'));
    expect(approvedOf([asked], noTopics)[0]?.datatypes).toEqual(['issues']);
    expect(approvedOf([asked], { parts: new Set() })).toEqual([]);
  });

  it('loses exactly what is taken out, of that purpose alone', () => {
    const [first, second] = approvedOf(
      details,
      without(wholeChoice(details), field('issues', 'title'), topic('repairs')),
    );
    expect(first?.fields['issues']).toEqual({ required: ['state'], optional: ['description'] });
    expect(first?.filter['preferences']).toEqual({ topics: ['delivery'] });
    expect(second).toEqual(details[1]);
  });

  it('ends when chosen, and never later than asked', () => {
    const ending = (until: string) =>
      approvedOf([asked], { ...wholeChoice([asked]), until })[0]?.access.until;
    expect(ending('2027-01-01T00:00:00Z')).toBe('2027-01-01T00:00:00Z');
    expect(ending('2028-01-01T00:00:00Z')).toBe(asked.access.until);
  });

  it('lies inside what was asked and is whole, whatever is taken out', () => {
    // Each part alone, each pair: more than enough to meet every kind beside every other.
    const parts = partsOf(asked);
    for (const one of parts)
      for (const other of parts) {
        const approved = approvedOf([asked], without(wholeChoice([asked]), ...new Set([one, other])));
        expect(isWithin(approved, [asked])).toBe(true);
        if (approved.length > 0) expect(authorizationDetailsSchema.parse(approved)).toEqual(approved);
      }
  });
});
