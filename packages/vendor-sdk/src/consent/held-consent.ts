// What the vendor holds of one consent: its newest receipt, kept in the store before it is used, and its end once
// that was heard of.

import type { ReceiptClaims } from '@parley/protocol';
import { isVendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { verifyHead } from '../receipt/ledger-head.ts';
import { type ConsentEnd, newestHead, type SavedHead, type SavedReceipt } from '../receipt/receipt-store.ts';
import { saveReceipt } from '../receipt/save-receipt.ts';
import { mismatch, verifyReceipt } from '../receipt/verify-receipt.ts';
import { changesBetween } from './consent-change.ts';
import type { ConsentChanged } from './consent-state.ts';
import { isEndedStatus } from './ended-status.ts';

export interface HeldReceipt {
  readonly receipt: string;
  readonly claims: ReceiptClaims;
  readonly ended?: ConsentEnd | undefined;
  readonly head?: SavedHead | undefined;
}

export interface HeldConsent {
  now(): HeldReceipt;
  /** A receipt that came from the gateway: the one already held, or a later version of the same consent. @throws {receipt_mismatch} */
  accept(offered: OfferedReceipt): Promise<void>;
  /** Keeps how far the ledger reaches, where it is further than what is kept. @throws {invalid_response} @throws {store_failed} */
  keepHead(signed: string | undefined): Promise<void>;
  /** Marks it as ended. The receipt stays, as proof. */
  end(how: ConsentEnd): Promise<void>;
  /** The error again, once it is known whether it tells of an end. */
  heard(error: unknown): Promise<never>;
}

export interface OfferedReceipt {
  /** Of the consent. */
  readonly id: string;
  readonly version: number;
  readonly receipt: string;
}

export function createHeldConsent(connection: GatewayConnection, first: HeldReceipt): HeldConsent {
  const { origin: gateway, settings } = connection;
  let held = first;
  const end = async (ended: ConsentEnd): Promise<void> => {
    if (held.ended !== undefined) return;
    held = { ...held, ended };
    // The gateway goes on to say it: a store that fails now must not hide what is being told.
    await saveReceipt(settings.store, savedForm(gateway, held)).catch(() => {});
  };
  const tell = (before: HeldReceipt, after: HeldReceipt): void => {
    const changed: ConsentChanged = {
      gateway,
      consentId: after.claims.consent_id,
      version: after.claims.consent_version,
      previousVersion: before.claims.consent_version,
      changes: changesBetween(before.claims.authorization_details, after.claims.authorization_details),
    };
    // In a turn of its own: what the application throws is the application's, and fails no read.
    queueMicrotask(() => settings.onConsentChange?.(changed));
  };
  return {
    now: () => held,
    async accept(offered) {
      const next = await successorOf(held, offered, connection);
      if (next === held) return;
      await saveReceipt(settings.store, savedForm(gateway, { ...next, head: held.head }));
      const before = held;
      // Another answer may have brought a later one meanwhile.
      if (next.claims.consent_version < before.claims.consent_version) return;
      held = { ...next, ended: before.ended, head: before.head };
      if (next.claims.consent_version > before.claims.consent_version) tell(before, held);
    },
    async keepHead(signed) {
      if (signed === undefined || signed === held.head?.signed) return;
      const head = await verifyHead(signed, held.claims.consent_id, connection);
      if (newestHead(held.head, head) !== head) return;
      held = { ...held, head };
      await saveReceipt(settings.store, savedForm(gateway, held));
    },
    end,
    async heard(error) {
      if (isVendorSdkError(error) && isEndedStatus(error.consentStatus)) {
        const { consentStatus: status, deleteBy } = error;
        await end({ status, ...(deleteBy !== undefined && { deleteBy }) });
      }
      throw error;
    },
  };
}

export function savedForm(gateway: string, { receipt, claims, ended, head }: HeldReceipt): SavedReceipt {
  const { consent_id: consentId, consent_version: version } = claims;
  const known = { ...(ended !== undefined && { ended }), ...(head !== undefined && { head }) };
  return { gateway, consentId, version, receipt, ...known };
}

async function successorOf(
  held: HeldReceipt,
  offered: OfferedReceipt,
  connection: GatewayConnection,
): Promise<HeldReceipt> {
  if (offered.id !== held.claims.consent_id) throw mismatch('it is for another consent');
  if (offered.receipt === held.receipt) return held;
  const claims = await verifyReceipt(offered.receipt, connection);
  const isSuccessor =
    claims.consent_id === offered.id &&
    claims.consent_version === offered.version &&
    claims.consent_version >= held.claims.consent_version &&
    claims.sub === held.claims.sub;
  if (!isSuccessor) throw mismatch('it is not a later version of the consent');
  return { receipt: offered.receipt, claims };
}
