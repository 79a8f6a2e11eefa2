import { describe, expect, it } from 'vitest';
import type { VendorSdkErrorCode } from '../errors.ts';
import { problem } from '../test-support/connect.ts';
import { errorFromAnswer } from './error-from-answer.ts';

const AT = '2027-01-01T00:00:00Z';
const NOW = new Date('2026-12-01T00:00:00Z');
const SAID = '2027-01-01T00:00:00.000Z';

const oauth = (error: string, extra: object = {}, status = 400): Response =>
  Response.json({ error, error_description: 'because', ...extra }, { status });
const state = (consent_status: string, extra: object = {}): Record<string, unknown> => ({
  consent_status,
  ...extra,
});

interface Known {
  readonly consentStatus?: string;
  readonly consentVersion?: number;
  readonly resumesAt?: string;
  readonly deleteBy?: string;
  readonly retryAfterSeconds?: number;
}

/** Each answer that tells of a state, from the read API and from the token endpoint, and what is known then. */
const answers: [what: string, answer: Response, code: VendorSdkErrorCode, known: Known][] = [
  [
    'a paused consent, at a read',
    problem(403, 'consent_paused', {}, state('paused', { resumes_at: AT })),
    'consent_paused',
    { consentStatus: 'paused', resumesAt: SAID },
  ],
  [
    'a paused consent, at the token endpoint',
    oauth('invalid_grant', state('paused', { resumes_at: AT, consent_version: 2 })),
    'consent_paused',
    { consentStatus: 'paused', resumesAt: SAID, consentVersion: 2 },
  ],
  [
    'a pause without an end',
    problem(403, 'consent_paused', {}, state('paused')),
    'consent_paused',
    { consentStatus: 'paused' },
  ],
  ...(['withdrawn', 'relinquished', 'revoked', 'expired'] as const).flatMap(
    (status): [string, Response, VendorSdkErrorCode, Known][] => [
      [
        `a consent that is ${status}, at a read`,
        problem(401, 'invalid_token', {}, state(status, { delete_by: AT })),
        `consent_${status}`,
        { consentStatus: status, deleteBy: SAID },
      ],
      [
        `a consent that is ${status}, at the token endpoint`,
        oauth('invalid_grant', state(status, { delete_by: AT, resumes_at: AT })),
        `consent_${status}`,
        { consentStatus: status, deleteBy: SAID },
      ],
    ],
  ),
  [
    'an end of which nothing has to be deleted',
    problem(401, 'invalid_token', {}, state('expired')),
    'consent_expired',
    { consentStatus: 'expired' },
  ],
  [
    'a token of an older version',
    problem(401, 'invalid_token', {}, state('given', { consent_version: 2 })),
    'invalid_token',
    { consentStatus: 'given', consentVersion: 2 },
  ],
  [
    'a token of an older version, with changes in a form of the future',
    problem(401, 'invalid_token', {}, state('given', { consent_version: 2, changes: 'many' })),
    'invalid_token',
    { consentStatus: 'given', consentVersion: 2 },
  ],
  [
    'a token of an older version, while paused',
    problem(401, 'invalid_token', {}, state('paused', { consent_version: 2 })),
    'invalid_token',
    { consentStatus: 'paused', consentVersion: 2 },
  ],
  [
    'a receipt of an older version',
    oauth('invalid_grant', state('given', { consent_version: 2 })),
    'grant_refused',
    { consentStatus: 'given', consentVersion: 2 },
  ],
  [
    'a vendor on hold, at a read',
    problem(403, 'vendor_held', {}, state('given')),
    'vendor_held',
    { consentStatus: 'given' },
  ],
  [
    'a vendor on hold, at the token endpoint',
    oauth('unauthorized_client', { code: 'vendor_held' }),
    'vendor_held',
    {},
  ],
  ['a client that may not', oauth('unauthorized_client'), 'client_refused', {}],
  ['a client assertion that is not accepted', problem(401, 'invalid_client'), 'client_refused', {}],
  ['nothing to delete', problem(409, 'deletion_not_due'), 'deletion_not_due', {}],
  [
    'a request that became a consent',
    problem(409, 'request_ended', {}, state('given')),
    'request_ended',
    { consentStatus: 'given' },
  ],
  ['a giving under way', problem(409, 'conflict'), 'conflict', {}],
  [
    'the daily limit',
    problem(429, 'read_limit', { 'retry-after': '3600' }),
    'read_limit',
    { retryAfterSeconds: 3600 },
  ],
  [
    'a pod that does not answer',
    problem(503, 'temporarily_unavailable', { 'retry-after': '5' }),
    'temporarily_unavailable',
    { retryAfterSeconds: 5 },
  ],
  [
    'values that are none',
    problem(403, 'consent_paused', {}, { consent_status: 'perhaps', resumes_at: 'soon', delete_by: 'late' }),
    'consent_paused',
    { consentStatus: 'paused' },
  ],
  [
    'a code of the future',
    problem(418, 'a_code_of_the_future', {}, state('given')),
    'invalid_response',
    { consentStatus: 'given' },
  ],
];

describe('an answer that tells of', () => {
  it.each(answers)('%s', async (_what, answer, code, known) => {
    const { status, headers } = answer;
    const error = errorFromAnswer({ status, headers, text: await answer.text() }, NOW);
    const nothing = { resumesAt: undefined, deleteBy: undefined, consentVersion: undefined };
    expect(error.problem ?? {}).not.toHaveProperty('changes');
    expect(error).toMatchObject({ code, status, consentStatus: undefined, ...nothing, ...known });
  });
});
