import type { Consent } from './consent/consent.ts';
import { createConsentTokens } from './consent/consent-tokens.ts';
import { createConsent } from './consent/create-consent.ts';
import { createHeldConsent } from './consent/held-consent.ts';
import type { GatewayConnection } from './gateway/gateway-connection.ts';
import { newProof } from './new-proof.ts';
import type { SavedReceipt } from './receipt/receipt-store.ts';
import { verifyReceipt } from './receipt/verify-receipt.ts';

/** A consent from its saved receipt alone. A new key proves possession from here on; tokens come with the first read. */
export async function resumeConsent(
  connection: GatewayConnection,
  { receipt, ended, head }: Pick<SavedReceipt, 'receipt' | 'ended' | 'head'>,
  signal: AbortSignal | undefined,
): Promise<Consent> {
  const claims = await verifyReceipt(receipt, connection, signal);
  const dpop = await newProof(connection, signal);
  const held = createHeldConsent(connection, { receipt, claims, ended, head });
  return createConsent(connection, held, createConsentTokens({ connection, dpop, held }));
}
