import { type ConsentHead, LEDGER_HEAD_TYP, type LedgerHeadClaims } from '@parley/protocol';
import { SignJWT } from 'jose';
import type { SigningKey } from '../secrets/secrets.ts';

/** PORT. How far the chain of one consent reaches. */
export interface LedgerHeads {
  /** `undefined`: nothing of it is chained yet. `at`: by the database's clock. */
  find(consentId: string): Promise<(ConsentHead & { readonly at: Date }) | undefined>;
}

/** The signed head of a consent, for its vendor; `undefined` where nothing is chained yet. */
export type SignLedgerHead = (of: { consentId: string; vendorId: string }) => Promise<string | undefined>;

/**
 * What a vendor keeps of the ledger: whoever rewrites an entry before it, in the database or in the pod, is shown by it. It names one
 * consent and nothing that another vendor's names too.
 */
export function createLedgerHeadSigner(options: {
  heads: LedgerHeads;
  gateway: string;
  /** The record key that signs now. */
  key: () => Pick<SigningKey, 'kid' | 'privateKey'>;
}): SignLedgerHead {
  return async ({ consentId, vendorId }) => {
    const head = await options.heads.find(consentId);
    if (head === undefined) return undefined;
    const { kid, privateKey } = options.key();
    const claims: LedgerHeadClaims = {
      iss: options.gateway,
      aud: vendorId,
      iat: Math.floor(head.at.getTime() / 1000),
      consent_id: consentId,
      sequence: head.sequence,
      link: head.link,
    };
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: LEDGER_HEAD_TYP, kid })
      .sign(privateKey);
  };
}
