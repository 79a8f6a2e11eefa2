import { EVENTS, Session } from '@inrupt/solid-client-authn-browser';
import type { SignInFault } from './find-issuer.ts';
import { rememberProvider } from './remembered-providers.ts';
import { keepPlace, takePlace } from './where-one-was.ts';

/** Where the provider sends the browser back. */
export const SIGNED_IN_PATH = '/signed-in';

/** Somebody who has signed in with an own Solid identity. The tokens are in this page's memory alone. */
export interface SignedIn {
  readonly webId: string;
  /** Of this app, as the provider knows it. */
  readonly clientId: string;
  /** Acts for the person: only for the own pod, WebID and gateway. */
  readonly fetch: typeof fetch;
  /** Ends it in this app. The provider may go on knowing the person. */
  signOut(): Promise<void>;
  /** Called once when the sign-in has ended by itself. */
  onEnded(listener: () => void): void;
}

export interface SessionStart {
  /** `undefined`: nobody is signed in. */
  readonly signedIn?: SignedIn;
  /** Why not, where that is more than that nobody has signed in yet. */
  readonly fault?: SignInFault;
  /** Leads to the provider; the page that is shown now comes back afterwards. It never returns but by a fault. */
  signInAt(issuer: string): Promise<never>;
}

const clientId = (): string => `${location.origin}/client.jsonld`;

/**
 * Takes up the answer of the provider that the browser brings, or asks the last provider once, without a page, whether the person is
 * still known there: then the browser goes there and comes back, and this never resolves.
 */
export async function openSession(): Promise<SessionStart> {
  const session = new Session();
  const { searchParams, pathname } = new URL(location.href);
  const isAnswer = pathname === SIGNED_IN_PATH;
  if (!isAnswer) keepPlace();
  // An answer that is a refusal must not lead to the same question again.
  const info = await withinLimit(session.handleIncomingRedirect({ restorePreviousSession: !isAnswer }));
  if (isAnswer) history.replaceState(null, '', takePlace() ?? '/');
  const isRefused = isAnswer && searchParams.has('error') && searchParams.get('error') !== 'login_required';
  const fault = info === 'failed' ? 'provider' : isRefused ? 'refused' : undefined;
  const webId = info === 'failed' || info?.isLoggedIn !== true ? undefined : info.webId;
  return {
    ...(fault === undefined ? {} : { fault }),
    ...(webId === undefined ? {} : { signedIn: signedInBy(session, webId) }),
    async signInAt(issuer) {
      rememberProvider(issuer);
      keepPlace();
      return (await session.login({
        oidcIssuer: issuer,
        redirectUrl: location.origin + SIGNED_IN_PATH,
        clientId: clientId(),
        clientName: 'Parley',
      })) as never;
    },
  };
}

const LIMIT_MS = 20_000;

/** The library waits for a provider for ever. Where the browser goes to it, it is gone long before. */
async function withinLimit<T>(answer: Promise<T>): Promise<T | 'failed'> {
  const limit = new Promise<'failed'>((resolve) => setTimeout(() => resolve('failed'), LIMIT_MS));
  return Promise.race([answer.catch(() => 'failed' as const), limit]);
}

function signedInBy(session: Session, webId: string): SignedIn {
  return {
    webId,
    clientId: clientId(),
    // The browser keeps nothing of it: an older copy would look like somebody else's edit, and lie on the disk.
    fetch: (input, init) => session.fetch(input, { ...init, cache: 'no-store' }),
    signOut: () => session.logout({ logoutType: 'app' }),
    onEnded: (listener) => {
      session.events.on(EVENTS.SESSION_EXPIRED, listener);
    },
  };
}
