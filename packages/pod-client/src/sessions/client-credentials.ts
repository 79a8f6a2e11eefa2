import { EVENTS, Session } from '@inrupt/solid-client-authn-node';
import { PodError } from '../errors.ts';
import { type Login, openRenewingSession, type PodSession } from './renewing-session.ts';

export type { PodSession } from './renewing-session.ts';

export interface ClientCredentialsOptions {
  readonly oidcIssuer: string;
  /** The id and the secret that the owner's account page gave for this program. */
  readonly id: string;
  readonly secret: string;
  /** Gives up logging in; later it ends the session. */
  readonly signal?: AbortSignal;
  /** The time limit of a login and of each request, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}

const TIMEOUT_MS = 30_000;

/**
 * Logs a program in with client credentials, and keeps it logged in: tokens last ten minutes, and the library does
 * not renew them. Call `close` at the end.
 *
 * > [!WARNING] The session's `fetch` sends its token to every address it is called with. Call only pod servers.
 *
 * @throws {PodError} `login_failed`: wrong id or secret, or another answer that is no login; `unavailable`: no answer in time
 * @example
 * const session = await logInWithClientCredentials({ oidcIssuer: 'https://pod.example/', id, secret });
 * const pod = openPod({ container: 'https://pod.example/ann/parley/', ...session });
 * await session.close();
 */
export async function logInWithClientCredentials(options: ClientCredentialsOptions): Promise<PodSession> {
  const { signal, timeoutMs = TIMEOUT_MS, now = () => new Date() } = options;
  const session = await openRenewingSession({
    logIn: () => logInOnce(options, timeoutMs, now),
    now,
    timeoutMs,
  });
  signal?.addEventListener('abort', () => void session.close().catch(() => undefined), { once: true });
  return session;
}

/** A token without a stated end counts as lasting ten minutes. */
const ASSUMED_LIFETIME_MS = 600_000;

async function logInOnce(
  options: ClientCredentialsOptions,
  timeoutMs: number,
  now: () => Date,
): Promise<Login> {
  const { oidcIssuer, id, secret, signal } = options;
  signal?.throwIfAborted();
  const session = new Session({ keepAlive: false });
  // Its expiry timer alone never keeps the program running.
  session.events.on(EVENTS.TIMEOUT_SET, unref);
  const login = session.login({ oidcIssuer, clientId: id, clientSecret: secret, tokenType: 'DPoP' });
  try {
    await withinLimit(login, timeoutMs, signal);
  } catch (error) {
    // A login that comes too late is ended.
    login.then(() => session.logout()).catch(() => undefined);
    throw error;
  }
  const { webId, expirationDate, isLoggedIn } = session.info;
  if (!isLoggedIn || webId === undefined) throw new PodError('login_failed');
  return {
    webId,
    fetch: session.fetch,
    expiresAtMs: expirationDate ?? now().getTime() + ASSUMED_LIFETIME_MS,
    logOut: () => session.logout(),
  };
}

function unref(timer: unknown): void {
  (timer as { unref?: () => void }).unref?.();
}

/** The library takes no signal and no time limit. Its errors are left out: they may quote the answer. */
async function withinLimit(login: Promise<void>, timeoutMs: number, signal?: AbortSignal): Promise<void> {
  const limit = AbortSignal.timeout(timeoutMs);
  const either = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const aborted = new Promise<never>((_resolve, reject) => {
    either.addEventListener(
      'abort',
      () => reject(limit.aborted ? new PodError('unavailable') : either.reason),
      {
        once: true,
      },
    );
  });
  const refused = login.catch((error: unknown) => {
    throw new PodError(isNetworkFailure(error) ? 'unavailable' : 'login_failed');
  });
  await Promise.race([refused, aborted]);
}

function isNetworkFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = (error as Error & { code?: unknown }).code;
  return (
    error.message === 'fetch failed' ||
    (typeof code === 'string' && /^E[A-Z]+$/.test(code)) ||
    isNetworkFailure(error.cause)
  );
}
