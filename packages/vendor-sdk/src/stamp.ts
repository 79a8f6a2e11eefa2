import { modifyAssertion } from 'openid-client';
import type { ClientSettings } from './client-settings.ts';

/** Seconds that a client assertion or a signed request is good for: it is sent at once. */
export const LIFE_SECONDS = 60;

type Claims = Record<string, unknown>;

/** Lets what the OAuth library signs carry the client's own clock. */
export function stampedBy({ now }: ClientSettings): {
  [modifyAssertion]: (header: Claims, claims: Claims) => void;
} {
  return {
    [modifyAssertion]: (_header, claims) => {
      const at = Math.floor(now().getTime() / 1000);
      claims['iat'] = at;
      if ('nbf' in claims) claims['nbf'] = at;
      if ('exp' in claims) claims['exp'] = at + LIFE_SECONDS;
    },
  };
}
