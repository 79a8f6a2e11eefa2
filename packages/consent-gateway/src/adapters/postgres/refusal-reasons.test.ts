import { describe, expect, it } from 'vitest';
import { type RefusedReadState, reasonOf } from './refusal-reasons.ts';

/** A read that would pass now. */
const passing: RefusedReadState = {
  ord: 0,
  status: 'given',
  resume_at: null,
  ended_at: null,
  until: new Date('2027-02-22T00:00:00Z'),
  details: [],
  is_past_end: false,
  version: 2,
  is_same_version: true,
  is_held: false,
  is_covered: true,
  is_paused: false,
  is_confirmed: true,
  is_replay: false,
  is_used_up: false,
  seconds_to_next_day: 3600,
};
const resumeAt = new Date('2026-12-01T00:00:00Z');

describe('the reason of a refused read', () => {
  it.each<[string, Partial<RefusedReadState>, object]>([
    ['no consent', { status: null }, { reason: 'invalid_token' }],
    ['ended', { status: 'revoked' }, { reason: 'invalid_token', consentStatus: 'revoked' }],
    ['past its end', { is_past_end: true }, { reason: 'invalid_token', consentStatus: 'expired' }],
    ['ended before its end came', { status: 'withdrawn', is_past_end: true }, { consentStatus: 'withdrawn' }],
    [
      'another version',
      { is_same_version: false },
      { reason: 'invalid_token', consentStatus: 'given', consentVersion: 2 },
    ],
    ['vendor held', { is_held: true }, { reason: 'vendor_held', consentStatus: 'given' }],
    [
      'paused',
      { status: 'paused', is_paused: true, resume_at: resumeAt },
      { reason: 'consent_paused', resumesAt: resumeAt },
    ],
    ['not covered', { is_covered: false }, { reason: 'insufficient_authorization' }],
    ['replay', { is_replay: true }, { reason: 'invalid_dpop_proof' }],
    ['used up', { is_used_up: true }, { reason: 'read_limit', retryAfterSeconds: 3600 }],
    ['not confirmed', { is_confirmed: false }, { reason: 'temporarily_unavailable', retryAfterSeconds: 2 }],
    ['passed meanwhile', {}, { reason: 'temporarily_unavailable', retryAfterSeconds: 1 }],
  ])('%s', (_name, change, reason) => {
    expect(reasonOf({ ...passing, ...change })).toMatchObject({ disclosed: false, ...reason });
  });

  it('of a consent that is not there tells nothing else', () => {
    expect(reasonOf(undefined)).toEqual({ disclosed: false, reason: 'invalid_token' });
  });

  it('names what ends the consent before what passes by itself', () => {
    const all = {
      ...passing,
      is_paused: true,
      is_covered: false,
      is_replay: true,
      is_used_up: true,
      is_confirmed: false,
    };
    expect(reasonOf({ ...all, status: 'withdrawn' })).toMatchObject({ reason: 'invalid_token' });
    expect(reasonOf(all)).toMatchObject({ reason: 'consent_paused' });
  });
});
