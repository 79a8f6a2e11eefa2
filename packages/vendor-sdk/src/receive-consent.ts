import type { DPoPHandle } from 'openid-client';
import type { Consent } from './consent/consent.ts';
import { createConsentTokens, type IssuedTokens } from './consent/consent-tokens.ts';
import { createConsent } from './consent/create-consent.ts';
import { createHeldConsent, type OfferedReceipt, savedForm } from './consent/held-consent.ts';
import type { GatewayConnection } from './gateway/gateway-connection.ts';
import { saveReceipt } from './receipt/save-receipt.ts';
import { assertAnswers, mismatch, verifyReceipt } from './receipt/verify-receipt.ts';

/** What the token endpoint gave for an owner's decision. */
export interface ReceivedConsent extends IssuedTokens, OfferedReceipt {
  readonly dpop: DPoPHandle;
  /** Of the request that it has to answer. */
  readonly requestSha256: string;
}

/** A consent is handed out once its receipt is verified, answers what this vendor asked, and is saved. @throws {receipt_mismatch} @throws {store_failed} */
export async function receiveConsent(
  connection: GatewayConnection,
  received: ReceivedConsent,
  signal?: AbortSignal,
): Promise<Consent> {
  const { receipt, dpop } = received;
  const claims = await verifyReceipt(receipt, connection, signal);
  if (claims.consent_id !== received.id || claims.consent_version !== received.version) {
    throw mismatch('the token is for another consent');
  }
  await assertAnswers(claims, received.requestSha256);
  const first = { receipt, claims };
  await saveReceipt(connection.settings.store, savedForm(connection.origin, first));
  const held = createHeldConsent(connection, first);
  await held.keepHead(received.ledgerHead);
  return createConsent(connection, held, createConsentTokens({ connection, dpop, held, first: received }));
}
