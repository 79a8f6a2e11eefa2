import { compactVerify } from 'jose';
import type { Check, PresentedToken } from './token-check.ts';

/**
 * The signature is that of the one key the header names.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 */
export const tokenSignature: Check<PresentedToken> = async ({ text, header }, { keys }) => {
  const key = keys().find(({ kid }) => kid === header['kid']);
  if (key === undefined) return false;
  // Stryker disable next-line ObjectLiteral: the key is one for ES256, so nothing else verifies; said twice.
  return compactVerify(text, key.publicKey, { algorithms: ['ES256'] }).then(
    () => true,
    () => false,
  );
};
