import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { forgetAllDrafts } from './drafts.ts';
import type { SessionStart, SignedIn } from './open-session.ts';
import { rememberedProviders } from './remembered-providers.ts';

interface SessionState extends Pick<SessionStart, 'signInAt' | 'fault'> {
  readonly signedIn: SignedIn | undefined;
  /** It was good and is no longer: by time, or because the gateway or the pod does not take it any more. */
  readonly hasEnded: boolean;
  /** Somebody was told that the sign-in is not accepted any more. */
  end(): void;
  /** At the same provider; afterwards one is back at this page. */
  signInAgain(): Promise<void>;
  signOut(): Promise<void>;
}

const SessionContext = createContext<SessionState | undefined>(undefined);

interface Props {
  readonly start: SessionStart;
  readonly children: ReactNode;
}

export function SessionProvider({ start, children }: Props) {
  const { signedIn, signInAt, fault } = start;
  const [hasEnded, setEnded] = useState(false);
  const end = useCallback(() => setEnded(true), []);
  useEffect(() => signedIn?.onEnded(end), [signedIn, end]);
  const state = useMemo(
    () => ({
      signedIn,
      hasEnded,
      end,
      ...(fault === undefined ? {} : { fault }),
      signInAt,
      async signInAgain() {
        const [last] = rememberedProviders();
        if (last === undefined) location.reload();
        else await signInAt(last);
      },
      async signOut() {
        forgetAllDrafts();
        await signedIn?.signOut();
        location.assign('/');
      },
    }),
    [signedIn, hasEnded, end, fault, signInAt],
  );
  return <SessionContext value={state}>{children}</SessionContext>;
}

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (state === undefined) throw new Error('no SessionProvider');
  return state;
}

/** Inside the pages, which are shown only to who has signed in. */
export function useSignedIn(): SignedIn {
  const { signedIn } = useSession();
  if (signedIn === undefined) throw new Error('nobody is signed in');
  return signedIn;
}
