import { PodError } from '../errors.ts';
import { DEFAULT_TIMEOUT_MS, type PodAccess } from '../pod-access.ts';

export interface PodRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/**
 * One request to the pod server: no redirect is followed, time is limited, and `use` has to be done with the body
 * before the time is over. Statuses are for the caller to read, see `statusProblem`.
 *
 * @throws {PodError} `unavailable`: network, time limit; `redirected`; `too_large`: over a limit that `fetch` has of its own
 */
export async function send<T>(
  access: PodAccess,
  request: PodRequest,
  use: (response: Response) => Promise<T> | T,
): Promise<T> {
  access.signal?.throwIfAborted();
  const limit = AbortSignal.timeout(access.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = access.signal === undefined ? limit : AbortSignal.any([access.signal, limit]);
  const { method, url, headers, body } = request;
  let response: Response | undefined;
  try {
    response = await access.fetch(url, {
      method,
      redirect: 'manual',
      signal,
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
    });
    if (isRedirect(response)) throw new PodError('redirected', { status: response.status });
    return await use(response);
  } catch (error) {
    access.signal?.throwIfAborted();
    if (error instanceof PodError) throw error;
    throw new PodError(isTooLarge(error) ? 'too_large' : 'unavailable', { cause: error });
  } finally {
    // An unread body keeps its connection busy.
    if (response?.body?.locked === false) response.body.cancel().catch(() => undefined);
  }
}

function isRedirect(response: Response): boolean {
  return (
    response.type === 'opaqueredirect' ||
    (response.status >= 300 && response.status < 400 && response.status !== 304)
  );
}

/** A guarded fetch says so by its code: the answer was there, and never ended. */
function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'too_large';
}
