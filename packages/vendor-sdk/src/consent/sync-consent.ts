// The sync of one consent, with what becomes due on the way: after a narrowing, and after the end.

import { isVendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { HeldConsent } from './held-consent.ts';
import type { Reader } from './read-approved-data.ts';
import { requireOnDeletion, settleDeletion } from './settle-deletion.ts';
import { type Synced, type SyncOptions, syncCopy } from './sync/sync-copy.ts';

export function createSync(
  connection: GatewayConnection,
  held: HeldConsent,
  read: Reader,
): (options: SyncOptions) => Promise<Synced> {
  /** Up to this version nothing is due that was not settled. What was given first took nothing away. */
  let settled = 1;
  return async (options) => {
    requireOnDeletion(connection);
    const { consent_id: consentId } = held.now().claims;
    const settle = () => settleDeletion(connection, consentId, options);
    const synced = await syncCopy(read, connection.settings.categories, options).catch(
      async (error: unknown) => {
        // The consent has ended, or no longer covers the purpose at all.
        const isOver =
          held.now().ended !== undefined || isVendorSdkError(error, 'insufficient_authorization');
        if (isOver) await settle();
        throw error;
      },
    );
    if (synced.consentVersion > settled) await settle();
    settled = Math.max(settled, synced.consentVersion);
    return synced;
  };
}
