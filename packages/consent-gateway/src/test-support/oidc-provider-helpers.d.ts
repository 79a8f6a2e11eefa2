declare module 'oidc-provider/lib/helpers/jwt.js' {
  import type KeyStore from 'oidc-provider/lib/helpers/keystore.js';

  export function verify(
    jwt: string,
    keystore: KeyStore,
    options: { readonly algorithm: string },
  ): Promise<{ readonly payload: Readonly<Record<string, unknown>> }>;
}

declare module 'oidc-provider/lib/helpers/keystore.js' {
  import type { JWK } from 'jose';

  export default class KeyStore {
    constructor(keys: JWK[]);
  }
}

declare module 'oidc-provider/lib/helpers/pkce.js' {
  /** @throws where the verifier is not the challenge's */
  export default function checkPKCE(verifier: string, challenge: string, method: string): void;
}
