import { useState } from 'react';
import type { SignInFault } from './find-issuer.ts';
import { useSession } from './session.tsx';

interface SigningIn {
  /** The browser leaves this page, unless there is a fault. */
  signInAt(issuer: string): Promise<void>;
  readonly isBusy: boolean;
  readonly fault: SignInFault | undefined;
}

export function useSignIn(): SigningIn {
  const session = useSession();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<SignInFault>();
  return {
    isBusy,
    fault,
    async signInAt(issuer) {
      setBusy(true);
      setFault(undefined);
      try {
        await session.signInAt(issuer);
      } catch {
        setFault('provider');
        setBusy(false);
      }
    },
  };
}
