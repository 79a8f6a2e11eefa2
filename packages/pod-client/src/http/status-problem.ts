import { PodError, type PodErrorCode } from '../errors.ts';

const BY_STATUS: Readonly<Record<number, PodErrorCode>> = {
  401: 'access_denied',
  403: 'access_denied',
  404: 'not_found',
  408: 'unavailable',
  409: 'conflict',
  410: 'not_found',
  412: 'conflict',
  413: 'too_large',
  429: 'unavailable',
};

/** The error that an answer which is not a success stands for. */
export function statusProblem(status: number): PodError {
  return new PodError(BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'unexpected_answer'), { status });
}
