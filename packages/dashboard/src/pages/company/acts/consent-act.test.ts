import { type AuthorizationDetails, type ConsentView, isWithin } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { consentOf, entryOf, MARKETING } from '../../../test-support/consents.ts';
import { type ConsentAct, endingBy, undoOf } from './consent-act.ts';

const SOON = '2027-01-05T00:00:00Z';
const consent = consentOf();
const paused: ConsentView = { ...consent, status: 'paused', resumeAt: SOON };

describe('an earlier end', () => {
  it('is the end of each purpose that ends later, and changes nothing else', () => {
    const before = [entryOf(), entryOf({ purpose: MARKETING, access: { until: '2027-01-01T00:00:00Z' } })];
    const after = endingBy(before, SOON);
    expect(after.map(({ access }) => access.until)).toEqual([SOON, '2027-01-01T00:00:00Z']);
    expect(isWithin(after, before)).toBe(true);
    expect(endingBy(after, '2027-02-22T00:00:00Z')).toEqual(after);
  });
});

describe('what brings back how it was', () => {
  const undo = (act: ConsentAct, before: ConsentView = consent) => undoOf(act, before);

  it('of a pause is to go on, and of going on a pause until the same day', () => {
    expect(undo({ kind: 'pause' })).toEqual({ kind: 'resume' });
    expect(undo({ kind: 'resume' }, paused)).toEqual({ kind: 'pause', resumeAt: SOON });
  });

  it('of another end is the end before', () => {
    expect(undo({ kind: 'extend', until: SOON })).toEqual({ kind: 'shorten', until: consent.until });
    expect(undo({ kind: 'shorten', until: SOON })).toEqual({ kind: 'extend', until: consent.until });
  });

  it('is not there for what cannot be brought back: taken, stopped, made shorter while paused or with several ends', () => {
    const details: AuthorizationDetails = [
      entryOf(),
      entryOf({ purpose: MARKETING, access: { until: SOON } }),
    ];
    expect(undo({ kind: 'narrow', details: [] })).toBeUndefined();
    expect(undo({ kind: 'withdraw' })).toBeUndefined();
    expect(undo({ kind: 'shorten', until: SOON }, paused)).toBeUndefined();
    expect(undo({ kind: 'extend', until: SOON }, { ...consent, details })).toBeUndefined();
  });
});
