import {
  type ConsentStatus,
  consentStatuses,
  type ProblemCode,
  type ProblemDetails,
  problemDetailsSchema,
} from '@parley/protocol';
import { isEndedStatus } from '../consent/ended-status.ts';
import { statusOfCode, VendorSdkError, type VendorSdkErrorCode, vendorSdkErrorCodes } from '../errors.ts';
import { redactForeign } from './redact.ts';

/** An answer of the gateway, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** RFC 6749 5.2 and its extensions. Everything else is `invalid_request`. */
const byOAuthError: Partial<Record<string, VendorSdkErrorCode>> = {
  invalid_client: 'client_refused',
  unauthorized_client: 'client_refused',
  invalid_grant: 'grant_refused',
  invalid_dpop_proof: 'invalid_dpop_proof',
  use_dpop_nonce: 'invalid_dpop_proof',
  access_denied: 'access_denied',
  temporarily_unavailable: 'temporarily_unavailable',
  server_error: 'gateway_error',
};

/** Problems of the read API that this package calls otherwise; the rest keep their code. */
const byProblemCode: Partial<Record<string, VendorSdkErrorCode>> = {
  invalid_client: 'client_refused',
  internal_error: 'gateway_error',
  use_dpop_nonce: 'invalid_dpop_proof',
  method_not_allowed: 'invalid_request',
  payload_too_large: 'invalid_request',
} satisfies Partial<Record<ProblemCode, VendorSdkErrorCode>>;

const byStatus: Partial<Record<number, VendorSdkErrorCode>> = {
  404: 'not_found',
  429: 'too_many_requests',
  502: 'temporarily_unavailable',
  503: 'temporarily_unavailable',
  504: 'temporarily_unavailable',
};

/** What has changed is no part of an error: it is told by the receipts, which are signed. */
const problemSchema = problemDetailsSchema.omit({ changes: true });

/** The typed error for an answer that is not a success: RFC 9457 from the read API, RFC 6749 from the token endpoint. */
export function errorFromAnswer(answer: Answer, now: Date, secrets: readonly string[] = []): VendorSdkError {
  const body = parseObject(answer.text);
  const problem = problemSchema.safeParse(body);
  const common = {
    status: answer.status,
    retryAfterSeconds: retryAfterSeconds(answer.headers.get('retry-after'), now),
    consentStatus: consentStatuses.find((known) => known === body['consent_status']),
    consentVersion: versionOf(body['consent_version']),
    resumesAt: instantOf(body['resumes_at']),
    deleteBy: instantOf(body['delete_by']),
  };
  if (problem.success) {
    const clean = redactProblem(problem.data, secrets);
    const code = codeOfEnd(common) ?? codeOfProblem(problem.data.code) ?? codeOfStatus(answer.status);
    return new VendorSdkError(code, { ...common, problem: clean, detail: clean.detail });
  }
  if (typeof body['error'] === 'string') {
    const words = [body['error'], body['error_description']].filter((word) => typeof word === 'string');
    const isHeld = body['code'] === ('vendor_held' satisfies ProblemCode);
    const code = isHeld
      ? 'vendor_held'
      : (codeOfState(common) ?? byOAuthError[body['error']] ?? 'invalid_request');
    return new VendorSdkError(code, { ...common, detail: redactForeign(words.join(': '), secrets) });
  }
  return new VendorSdkError(codeOfStatus(answer.status), { ...common, detail: `status ${answer.status}` });
}

interface Stated {
  readonly consentStatus: ConsentStatus | undefined;
}

/** `given` says nothing: then it is the token or the receipt that is not accepted. */
function codeOfState({ consentStatus }: Stated): VendorSdkErrorCode | undefined {
  const [code] = Object.entries(statusOfCode).find(([, status]) => status === consentStatus) ?? [];
  return code as keyof typeof statusOfCode | undefined;
}

/** The read API has a code of its own for a pause. Beside another code it says that the token is too old to be told more. */
function codeOfEnd({ consentStatus }: Stated): VendorSdkErrorCode | undefined {
  return isEndedStatus(consentStatus) ? codeOfState({ consentStatus }) : undefined;
}

/** `Retry-After`: seconds or a date, RFC 9110 10.2.3. */
export function retryAfterSeconds(value: string | null, now: Date): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

function codeOfProblem(code: string): VendorSdkErrorCode | undefined {
  return byProblemCode[code] ?? vendorSdkErrorCodes.find((known) => known === code);
}

function codeOfStatus(status: number): VendorSdkErrorCode {
  return byStatus[status] ?? (status >= 500 ? 'gateway_error' : 'invalid_response');
}

function redactProblem(problem: ProblemDetails, secrets: readonly string[]): ProblemDetails {
  const clean = Object.entries(problem).map(([name, value]) => [
    name,
    typeof value === 'string' ? redactForeign(value, secrets) : value,
  ]);
  return Object.fromEntries(clean) as ProblemDetails;
}

function instantOf(value: unknown): string | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

const versionOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
