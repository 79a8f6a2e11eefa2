import { NO_TERMS, type StandingTerms } from '@parley/protocol';
import { expect, it } from 'vitest';
import { draftOfTerms, rebasedTerms, sameTerms, termsOfDraft } from './terms-draft.ts';

const terms: StandingTerms = {
  ...NO_TERMS,
  longestAccess: 'P6M',
  purposesNever: ['https://w3id.org/dpv#DirectMarketing', 'https://w3id.org/dpv#CustomerCare'],
  agreement: 'SD-BASE',
};

it('shows terms and makes the same of what is shown', () => {
  expect(termsOfDraft(draftOfTerms(terms))).toEqual(terms);
  for (const nothing of ['none', 'malformed'] as const)
    expect(termsOfDraft(draftOfTerms(nothing))).toEqual(NO_TERMS);
});

it('tells terms that have changed from the same in another order', () => {
  expect(sameTerms(terms, { ...terms, purposesNever: terms.purposesNever.toReversed() })).toBe(true);
  expect(sameTerms(terms, { ...terms, recipients: 'none' })).toBe(false);
  expect(sameTerms('none', NO_TERMS)).toBe(false);
  expect(sameTerms('malformed', 'malformed')).toBe(true);
});

it('puts a choice on top of what another app has laid down meanwhile', () => {
  const draft = { ...draftOfTerms(terms), recipients: 'none' as const };
  const now: StandingTerms = { ...NO_TERMS, longestAccess: 'P30D' };
  expect(termsOfDraft(rebasedTerms(draft, terms, now))).toEqual({ ...now, recipients: 'none' });
});
