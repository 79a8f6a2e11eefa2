import { NO_TERMS } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { testEntry } from '../testing/test-vendor.ts';
import { applyTerms } from './apply-terms.ts';
import type { TermsReading } from './standing-terms.ts';

const request = {
  details: [testEntry({ recipients: ['Globex'] })],
  askedAt: new Date('2026-11-22T12:00:00Z'),
};

describe('terms that could not be applied', () => {
  it.each([
    [{ status: 'unreadable' }, { termsStatus: 'unreadable' }],
    [{ status: 'not_connected' }, { termsStatus: 'not_connected' }],
    [{ status: 'malformed' }, { termsStatus: 'malformed' }],
    [
      { status: 'malformed', term: 'agreement' },
      { termsStatus: 'malformed', malformedTerm: 'agreement' },
    ],
  ] as [TermsReading, object][])('are said to be so, and never taken for kept: %j', (reading, said) => {
    expect(applyTerms(request, reading)).toEqual({ ...said, breaches: null, withinTerms: null });
  });
});

it('tells terms that are kept from none at all', () => {
  const unbroken = { breaches: [], withinTerms: request.details };
  expect(applyTerms(request, { status: 'none' })).toEqual({ termsStatus: 'none', ...unbroken });
  const reading = { status: 'read', terms: NO_TERMS } as const;
  expect(applyTerms(request, reading)).toEqual({ termsStatus: 'applied', ...unbroken });
});

it('tells what goes beyond them, and what would fit', () => {
  const reading = { status: 'read', terms: { ...NO_TERMS, recipients: 'none' } } as const;
  expect(applyTerms(request, reading)).toMatchObject({
    termsStatus: 'applied',
    breaches: [{ code: 'recipients_not_allowed' }],
    withinTerms: [{ ...request.details[0], recipients: [] }],
  });
});
