import { describe, expect, it } from 'vitest';
import { problemDetailsSchema, problems } from './problem-details.ts';

describe('the registry of problems', () => {
  it('has these codes and statuses, which vendors rely on', () => {
    expect(Object.fromEntries(Object.entries(problems).map(([code, [status]]) => [code, status]))).toEqual({
      invalid_request: 400,
      digest_mismatch: 400,
      webhook_url_refused: 400,
      invalid_cursor: 400,
      pod_not_proven: 400,
      invalid_token: 401,
      invalid_dpop_proof: 401,
      use_dpop_nonce: 401,
      invalid_client: 401,
      access_denied: 403,
      insufficient_authorization: 403,
      consent_paused: 403,
      vendor_held: 403,
      openings_not_wanted: 403,
      app_not_allowed: 403,
      not_found: 404,
      method_not_allowed: 405,
      not_acceptable: 406,
      not_connected: 409,
      conflict: 409,
      idempotency_key_reused: 409,
      request_ended: 409,
      request_cancelled: 409,
      cursor_expired: 410,
      consent_ended: 409,
      deletion_not_due: 409,
      payload_too_large: 413,
      unsupported_media_type: 415,
      misdirected_request: 421,
      read_limit: 429,
      too_many_requests: 429,
      internal_error: 500,
      pod_content_rejected: 502,
      temporarily_unavailable: 503,
    });
  });

  it.each(Object.entries(problems))(
    '%s: a word in small letters, a title of its own, and what to do',
    (code, problem) => {
      const [, title, remedy] = problem;
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(title).toMatch(/^[A-Z][^.!]+$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
      expect(Object.values(problems).filter((other) => other[1] === title)).toHaveLength(1);
    },
  );
});

describe('the body of a problem', () => {
  const body = {
    type: 'https://w3id.org/parley/problems#consent_paused',
    title: 'The owner has paused this consent',
    status: 403,
    detail: 'Try again when it resumes.',
    instance: 'urn:uuid:6f3a0f0e-5d5c-4d7e-9d57-0c3c7a1e2b11',
    code: 'consent_paused',
  };

  it('may say where the consent stands', () => {
    const said = { ...body, consent_status: 'paused', resumes_at: '2027-02-22T00:00:00Z' };
    expect(problemDetailsSchema.parse(said)).toEqual(said);
  });

  it.each(Object.keys(body))('has %s', (member) => {
    const { [member as keyof typeof body]: _, ...rest } = body;
    expect(problemDetailsSchema.safeParse(rest).error?.issues.map((issue) => issue.path)).toEqual([[member]]);
  });
});
