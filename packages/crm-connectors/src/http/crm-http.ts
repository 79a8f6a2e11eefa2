// One call to a CRM: time limit, bounded retries where the CRM says that it has not done it, typed errors.

import { CrmConnectorError } from '../errors.ts';
import { retryAfterSeconds } from './retry-after.ts';

export interface CrmHttpOptions {
  /** Where the CRM's API is, such as `https://acme.zendesk.com`: https, without a path. */
  readonly origin: string;
  /** The value of the `Authorization` header, asked for before each request: `Bearer …` or `Basic …`. */
  readonly authorization: () => string | Promise<string>;
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long one request may take, in milliseconds. Default: 15,000. */
  readonly timeoutMs?: number;
}

export interface CrmRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its query, and with what is variable in it encoded. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that are an answer. Every other one is an error. */
  readonly expect: readonly number[];
}

export interface CrmAnswer {
  readonly status: number;
  /** The parsed JSON, or `undefined` where there is none. */
  readonly body: unknown;
}

export type CallCrm = (request: CrmRequest, signal?: AbortSignal) => Promise<CrmAnswer>;

/** With these the CRM says that it has done nothing: too many requests, a conflict with another change, out of service. */
const NOT_DONE = [429, 409, 503];
const MAX_TRIES = 4;
/** A longer wait is the caller's to plan. */
const MOST_SECONDS = 30;
const DEFAULT_TIMEOUT_MS = 15_000;

/** @throws {invalid_options} */
export function createCrmHttp(options: CrmHttpOptions): CallCrm {
  const { origin, authorization, fetch = globalThis.fetch, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin || !origin.startsWith('https://'))
    throw new CrmConnectorError('invalid_options', { detail: 'origin: https, without a path' });
  return async (request, signal) => {
    for (let tries = 1; ; tries += 1) {
      const response = await send({ ...request, origin, authorization, fetch, timeoutMs }, signal);
      if (request.expect.includes(response.status)) return response;
      const seconds = response.retryAfterSeconds ?? 2 ** (tries - 1);
      if (!NOT_DONE.includes(response.status) || tries === MAX_TRIES || seconds > MOST_SECONDS)
        throw faultOf(response);
      await pause(seconds * 1000, signal);
    }
  };
}

type Sending = CrmRequest & Required<CrmHttpOptions>;
type Received = CrmAnswer & { readonly retryAfterSeconds: number | undefined };

async function send(sending: Sending, signal: AbortSignal | undefined): Promise<Received> {
  const { origin, path, method, body, fetch, timeoutMs } = sending;
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    signal?.throwIfAborted();
    const headers = { accept: 'application/json', 'content-type': 'application/json', ...sending.headers };
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...headers, authorization: await sending.authorization() },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A redirect would take the token elsewhere.
      redirect: 'manual',
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    const { status } = response;
    return { status, body: parsed(await response.text()), retryAfterSeconds: retryAfterSeconds(response) };
  } catch (cause) {
    if (signal?.aborted === true) throw new CrmConnectorError('aborted', { cause });
    throw new CrmConnectorError(limit.aborted ? 'timeout' : 'network', { cause });
  }
}

/** Without the body: CRMs quote what they were sent. */
function faultOf({ status, retryAfterSeconds }: Received): CrmConnectorError {
  const code = status === 429 ? 'rate_limited' : status >= 500 ? 'unavailable' : 'refused';
  return new CrmConnectorError(code, {
    status,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new CrmConnectorError('aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
