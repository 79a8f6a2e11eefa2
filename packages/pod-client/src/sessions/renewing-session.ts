import { PodError } from '../errors.ts';

/** One login: good until it expires, never renewed by itself. */
export interface Login {
  readonly webId: string;
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
  /** Frees its timers. Its `fetch` would be silently anonymous afterwards, so it is not used any more. */
  logOut(): Promise<void>;
}

export interface PodSession {
  readonly webId: string;
  /** Acts for the WebID. It goes on by itself past the end of a token; after `close` it refuses. */
  readonly fetch: typeof fetch;
  close(): Promise<void>;
}

interface SessionOptions {
  readonly logIn: () => Promise<Login>;
  readonly now: () => Date;
  /** The time limit of one request, in milliseconds. */
  readonly timeoutMs: number;
}

/** A token is not used in its last minute: the clocks of two servers differ. */
const RENEW_BEFORE_MS = 60_000;
/** A token younger than this was not refused for its age: another one would be refused too. */
const YOUNG_MS = 10_000;

interface Current extends Login {
  readonly sinceMs: number;
}

/**
 * A session over logins that end: it logs in again before a token expires, and when a server refuses one.
 * Calls that need a new login at the same time share one.
 */
export async function openRenewingSession(options: SessionOptions): Promise<PodSession> {
  const { logIn, now, timeoutMs } = options;
  const closing = new AbortController();
  let pending: Promise<Current> | undefined;

  const renew = async (before: Current | undefined): Promise<Current> => {
    const sinceMs = now().getTime();
    const login = await logIn();
    if (closing.signal.aborted || (before !== undefined && login.webId !== before.webId)) {
      await login.logOut();
      throw new PodError('login_failed');
    }
    await before?.logOut();
    return { ...login, sinceMs };
  };
  let current = await renew(undefined);

  const renewed = (from: Current): Promise<Current> => {
    if (current !== from) return Promise.resolve(current);
    pending ??= renew(from)
      .then((login) => {
        current = login;
        return login;
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  };

  const authenticated: typeof fetch = async (input, init) => {
    if (closing.signal.aborted) throw new PodError('login_failed');
    const signals = [closing.signal, AbortSignal.timeout(timeoutMs), ...(init?.signal ? [init.signal] : [])];
    const request = { ...init, signal: AbortSignal.any(signals) };
    // As text: the library takes an address object for a redirect, and sends the request twice.
    const address = input instanceof URL ? input.href : input;
    const isExpiring = current.expiresAtMs - now().getTime() <= RENEW_BEFORE_MS;
    const login = isExpiring ? await renewed(current) : current;
    const response = await login.fetch(address, request);
    if (response.status !== 401 || now().getTime() - login.sinceMs < YOUNG_MS || !canRepeat(init))
      return response;
    await response.body?.cancel();
    return (await renewed(login)).fetch(address, request);
  };

  return {
    webId: current.webId,
    fetch: authenticated,
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort(new PodError('login_failed'));
      await pending?.catch(() => undefined);
      await current.logOut();
    },
  };
}

function canRepeat(init: RequestInit | undefined): boolean {
  return init?.body === undefined || init.body === null || typeof init.body === 'string';
}
