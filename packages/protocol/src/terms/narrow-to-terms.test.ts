import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorizationDetailsSchema, type DataAccess } from '../authorization-details.ts';
import { isWithin } from '../narrower.ts';
import { PURPOSES } from '../vocabulary/dpv.ts';
import { agreementIds } from './agreements.ts';
import { breachesOf } from './breaches-of.ts';
import { narrowToTerms } from './narrow-to-terms.ts';
import { NO_TERMS, type StandingTerms, standingTermsSchema } from './standing-terms.ts';

const askedAt = new Date('2026-11-22T12:00:00Z');
const purposes = Object.keys(PURPOSES);
const aDuration = fc.constantFrom('P0D', 'P7D', 'P30D', 'P1M', 'P6M', 'P1Y', 'P18M');
const optionally = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const anAgreement = fc.constantFrom(...agreementIds);

const anEntry = (purpose: string): fc.Arbitrary<DataAccess> =>
  fc
    .record({
      until: fc.integer({ min: 1, max: 400 }),
      duration: aDuration,
      onEnd: fc.constantFrom('delete' as const, 'deidentify' as const, 'retain' as const),
      recipients: fc.subarray(['Carrier Ltd', 'Globex']),
      terms: optionally(fc.oneof(anAgreement, fc.constant('ACME-OWN'))),
    })
    .map(({ until, duration, onEnd, recipients, terms }) => ({
      type: 'urn:parley:data-access',
      locations: ['https://gateway.example/v1'],
      actions: ['read'],
      datatypes: ['issues'],
      purpose,
      fields: { issues: { required: ['title'], optional: ['state'] } },
      filter: {},
      access: { until: new Date(askedAt.getTime() + until * 86_400_000).toISOString() },
      retention: { duration, location: 'EU', onEnd },
      recipients,
      ...(terms === undefined ? {} : { terms }),
    }));
const aRequest = fc
  .subarray(purposes, { minLength: 1, maxLength: 8 })
  .chain((some) => fc.tuple(...some.map(anEntry)));
const someTerms: fc.Arbitrary<StandingTerms> = fc
  .record({
    longestAccess: optionally(aDuration),
    longestRetention: optionally(aDuration),
    purposesNever: fc.subarray(purposes),
    recipients: fc.constantFrom('allowed', 'none'),
    agreement: optionally(anAgreement),
  })
  .map((given) => standingTermsSchema.parse(given));

describe('what could be given without a breach', () => {
  it('lies within the request, is no breach, and is a request of its own', () => {
    fc.assert(
      fc.property(aRequest, someTerms, (details, terms) => {
        const narrowed = narrowToTerms(details, terms, { askedAt });
        expect(isWithin(narrowed, details)).toBe(true);
        expect(breachesOf(narrowed, terms, { askedAt })).toEqual([]);
        for (const each of narrowed) expect(Date.parse(each.access.until)).toBeGreaterThan(askedAt.getTime());
        if (narrowed.length > 0) expect(authorizationDetailsSchema.parse(narrowed)).toEqual(narrowed);
      }),
      { numRuns: 500 },
    );
  });

  it('is each entry as it was asked that goes nowhere beyond', () => {
    fc.assert(
      fc.property(aRequest, someTerms, (details, terms) => {
        const fitting = details.filter((each) => breachesOf([each], terms, { askedAt }).length === 0);
        const narrowed = narrowToTerms(details, terms, { askedAt });
        for (const each of fitting) expect(narrowed).toContainEqual(each);
      }),
    );
  });

  it('leaves an entry out only for what nobody but the vendor could change', () => {
    const cured = new Set(['end_too_late', 'recipients_not_allowed', 'recipients_outside_agreement']);
    fc.assert(
      fc.property(aRequest, someTerms, (details, terms) => {
        fc.pre(terms.longestAccess !== 'P0D');
        const kept = new Set(narrowToTerms(details, terms, { askedAt }).map(({ purpose }) => purpose));
        for (const each of details) {
          const codes = breachesOf([each], terms, { askedAt }).map(({ code }) => code);
          expect(kept.has(each.purpose)).toBe(codes.every((code) => cured.has(code)));
        }
      }),
    );
  });

  it('ends earlier, passes data to nobody, and leaves a promise as it was made', () => {
    const [asked] = fc.sample(anEntry(purposes[0] ?? ''), 1);
    const entry: DataAccess = {
      ...(asked as DataAccess),
      access: { until: '2027-11-01T00:00:00Z', lookback: 'P90D' },
      retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
      recipients: ['Globex'],
      terms: 'TPR',
    };
    const terms = { ...NO_TERMS, longestAccess: 'P3M', recipients: 'none' as const };
    expect(narrowToTerms([entry], terms, { askedAt })).toEqual([
      { ...entry, access: { until: '2027-02-22T12:00:00.000Z', lookback: 'P90D' }, recipients: [] },
    ]);
    expect(narrowToTerms([entry], { ...terms, longestRetention: 'P7D' }, { askedAt })).toEqual([]);
    expect(narrowToTerms([entry], { ...terms, longestAccess: 'P0D' }, { askedAt })).toEqual([]);
  });
});
