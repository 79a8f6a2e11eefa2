// The only way out for an address that came from outside: a pod, a client document, a webhook. In: a fetch call.
// Out: a whole answer within its limits, or a typed error. Nothing here knows what is fetched, or why.
import type { lookup } from 'node:dns';
import {
  type RequestInit as UndiciRequestInit,
  type Response as UndiciResponse,
  fetch as undiciFetch,
} from 'undici';
import { createGuardedAgent } from './safe-fetch/guarded-agent.ts';
import { checkLocalOrigins, checkOutsideAddress } from './safe-fetch/outside-address.ts';
import { OutsideError, toOutsideError } from './safe-fetch/outside-error.ts';
import { limitedStream, readLimited } from './safe-fetch/read-limited.ts';

export interface SafeFetchOptions {
  /** Exact loopback origins that may be reached besides public hosts; empty unless in local mode. */
  readonly localOrigins: readonly string[];
  /** The largest answer, after decompression. */
  readonly maxBytes: number;
  /** What lies beyond `maxBytes`, or comes too late, is cut off instead of refused: where a status is all that is asked for. */
  readonly cutsBody?: boolean;
  /** The body is passed on as it comes, and fails at its limits: for what is too much to be held. */
  readonly streams?: boolean;
  /** From the call to the last byte. */
  readonly timeoutMs: number;
  /** Default: the system's resolver. */
  readonly resolve?: typeof lookup;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * A `fetch` for addresses that someone else chose. It dials https on port 443 of public hosts only, checked on the address
 * that is dialled, follows no redirect, carries no cookie, and returns the whole answer, or its stream, cut off by size and time.
 *
 * @throws {OutsideError} address_refused, redirect_refused, too_large, timed_out, unreachable; the caller's own abort reason
 */
export function createSafeFetch(options: SafeFetchOptions): typeof fetch {
  checkLocalOrigins(options.localOrigins);
  const publicAgent = createGuardedAgent({ ...options, local: false });
  const localAgent = createGuardedAgent({ ...options, local: true });
  return async (input, init) => {
    const request = await flatten(input, init);
    const { url, local } = checkOutsideAddress(request.address, options.localOrigins);
    const limit = AbortSignal.timeout(options.timeoutMs);
    const signals = request.init.signal ? [limit, request.init.signal] : [limit];
    try {
      const response = await undiciFetch(url, {
        ...request.init,
        redirect: 'manual',
        dispatcher: local ? localAgent : publicAgent,
        signal: AbortSignal.any(signals),
      });
      return await wholeAnswer(response, options);
    } catch (fault) {
      if (request.init.signal?.aborted) throw request.init.signal.reason;
      throw toOutsideError(fault);
    }
  };
}

/** The built-in `Request` belongs to another undici: its parts are passed on, not itself. */
async function flatten(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<{ address: string | URL; init: UndiciRequestInit }> {
  if (!(input instanceof Request)) return { address: input, init: init as unknown as UndiciRequestInit };
  const { method, headers, signal } = input;
  const body = input.body === null ? null : await input.arrayBuffer();
  const own = { method, headers: [...headers], signal, body };
  return { address: input.url, init: { ...own, ...init } as unknown as UndiciRequestInit };
}

async function wholeAnswer(
  response: UndiciResponse,
  { maxBytes, cutsBody = false, streams = false }: SafeFetchOptions,
): Promise<Response> {
  if (REDIRECTS.has(response.status)) {
    await response.body?.cancel();
    throw new OutsideError('redirect_refused');
  }
  const { status, statusText, url } = response;
  const read = () =>
    readLimited(response.body, maxBytes).catch((fault: unknown) => {
      if (!cutsBody) throw fault;
      return new Uint8Array();
    });
  const body = streams ? limitedStream(response.body, maxBytes) : await read();
  const answer = new Response(WITHOUT_BODY.has(status) ? null : body, {
    status,
    statusText,
    headers: [...response.headers],
  });
  // A response made by hand has no address; Solid libraries read it.
  return Object.defineProperty(answer, 'url', { value: url });
}
