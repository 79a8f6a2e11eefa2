import { type EntryChange, type ProblemCode, type ProblemDetails, problems } from '@parley/protocol';
import type { RequestHandler, Response } from 'express';
import { requestIdOf } from './request-id.ts';

/** Where the words about each problem stand. */
const PROBLEM_PAGES = 'https://w3id.org/parley/problems#';

/** Where nobody knows better. */
const RETRY_AFTER_SECONDS = 5;

export interface Problem {
  readonly code: ProblemCode;
  readonly retryAfterSeconds?: number | undefined;
  readonly consentStatus?: string | undefined;
  readonly consentVersion?: number | undefined;
  readonly resumesAt?: Date | undefined;
  readonly deleteBy?: Date | undefined;
  readonly changes?: readonly EntryChange[] | undefined;
}

/**
 * Answers with a problem. All its words come from the registry: of two problems with one code only the request's id differs.
 * A 401 names the scheme and what was wrong with the proof or the token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-7.1
 */
export function sendProblem(response: Response, problem: Problem): void {
  const [status, title, detail] = problems[problem.code];
  const body: ProblemDetails = {
    type: PROBLEM_PAGES + problem.code,
    title,
    status,
    detail,
    instance: `urn:uuid:${requestIdOf(response)}`,
    code: problem.code,
    ...(problem.consentStatus === undefined ? {} : { consent_status: problem.consentStatus }),
    ...(problem.consentVersion === undefined ? {} : { consent_version: problem.consentVersion }),
    ...(problem.resumesAt === undefined ? {} : { resumes_at: problem.resumesAt.toISOString() }),
    ...(problem.deleteBy === undefined ? {} : { delete_by: problem.deleteBy.toISOString() }),
    ...(problem.changes === undefined ? {} : { changes: [...problem.changes] }),
  };
  if (status === 401) response.setHeader('WWW-Authenticate', challenge(problem.code, response));
  const seconds = problem.retryAfterSeconds ?? (status === 503 ? RETRY_AFTER_SECONDS : undefined);
  if (seconds !== undefined) response.setHeader('Retry-After', String(Math.max(1, Math.ceil(seconds))));
  response.setHeader('Cache-Control', 'no-store');
  response.removeHeader('ETag');
  // Without express's `send`: it would add an ETag.
  response.status(status).type('application/problem+json').end(JSON.stringify(body));
}

/** Has every 401 of these routes name the document that describes the resource (RFC 9728 section 5.1). */
export function describedBy(resourceMetadata: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['resourceMetadata'] = resourceMetadata;
    next();
  };
}

function challenge(code: ProblemCode, response: Response): string {
  const parts = [`error="${code}"`, 'algs="ES256"'];
  const metadata: unknown = response.locals['resourceMetadata'];
  if (typeof metadata === 'string') parts.push(`resource_metadata="${metadata}"`);
  return `DPoP ${parts.join(', ')}`;
}
