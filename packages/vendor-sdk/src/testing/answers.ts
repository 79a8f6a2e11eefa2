// The forms of the fake gateway's answers, as the real one gives them.

import { type ProblemCode, problems } from '@parley/protocol';

/** A proof must carry it. The real one changes every minute; how it is asked for and used is the same. */
export const NONCE = 'fake-dpop-nonce';

/** Where the words about each problem stand. */
const PROBLEM_PAGES = 'https://w3id.org/parley/problems#';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Ends the handling of a request with this answer. */
export class Refused extends Error {
  readonly answer: Response;
  constructor(answer: Response) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

export function json(body: object, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': JSON_TYPE, ...headers } });
}

/** RFC 6749 section 5: what the authorization server's endpoints answer is kept by nobody. */
export function oauthAnswer(body: object, status = 200): Response {
  return json(body, status, { 'cache-control': 'no-store' });
}

export function oauthError(error: string, options: { status?: number; extra?: object } = {}): Refused {
  const { status = 400, extra } = options;
  const body = { error, error_description: 'a fake gateway does not take this', ...extra };
  const nonce: Record<string, string> = error === 'use_dpop_nonce' ? { 'dpop-nonce': NONCE } : {};
  return new Refused(json(body, status, { 'cache-control': 'no-store', ...nonce }));
}

interface ProblemOptions {
  readonly extra?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

/** RFC 9457, in the words of the registry. */
export function problem(code: ProblemCode, origin: string, options: ProblemOptions = {}): Refused {
  const [status, title, detail] = problems[code];
  const body = {
    type: PROBLEM_PAGES + code,
    title,
    status,
    detail,
    instance: `urn:uuid:${crypto.randomUUID()}`,
    code,
    ...options.extra,
  };
  const metadata = `${origin}/.well-known/oauth-protected-resource/v1`;
  const challenge = `DPoP error="${code}", algs="ES256", resource_metadata="${metadata}"`;
  return new Refused(
    json(body, status, {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 && { 'www-authenticate': challenge }),
      ...options.headers,
    }),
  );
}
