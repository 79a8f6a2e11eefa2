import { PodError } from '../errors.ts';
import { DEFAULT_TIMEOUT_MS, type PodAccess } from '../pod-access.ts';

export interface PodRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * One request to the pod server: no redirect is followed, time is limited, and `use` has to be done with the body
 * before the time is over. Statuses are for the caller to read, see `statusProblem`.
 *
 * @throws {PodError} `unavailable`: network, time limit; `redirected`
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
    throw error instanceof PodError ? error : new PodError('unavailable', { cause: error });
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
