import type { ProblemCode } from '@parley/protocol';
import { isGatewayError } from '../gateway-error.ts';
import type { Problem } from './send-problem.ts';

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
};
const CONTENT_FAULTS: ReadonlySet<string> = new Set(['content_rejected', 'invalid_item', 'too_large']);
const POD_RETRY_SECONDS = 10;

/** The problem that a thrown fault becomes. What nobody foresaw is `internal_error`, without a word about it. */
export function problemOf(fault: unknown): Problem {
  if (isGatewayError(fault)) return { code: fault.code, retryAfterSeconds: fault.retryAfterSeconds };
  if (!(fault instanceof Error)) return { code: 'internal_error' };
  if (fault.name === 'ZodError' || fault.name === '$ZodError') return { code: 'invalid_request' };
  if (fault.name === 'PodError') return problemOfPod('code' in fault ? fault.code : undefined);
  // The time limit of a whole request.
  if (fault.name === 'TimeoutError')
    return { code: 'temporarily_unavailable', retryAfterSeconds: POD_RETRY_SECONDS };
  const status = statusOf(fault);
  if (status !== undefined && status >= 400 && status < 500)
    return { code: BY_STATUS[status] ?? 'invalid_request' };
  return { code: 'internal_error' };
}

/** Errors of express and its body parser carry their status; nobody else's are believed. */
function statusOf(fault: Error): number | undefined {
  const fromExpress = fault instanceof URIError || 'expose' in fault || 'type' in fault;
  return fromExpress && 'status' in fault && typeof fault.status === 'number' ? fault.status : undefined;
}

function problemOfPod(code: unknown): Problem {
  if (typeof code === 'string' && CONTENT_FAULTS.has(code)) return { code: 'pod_content_rejected' };
  return { code: 'temporarily_unavailable', retryAfterSeconds: POD_RETRY_SECONDS };
}
