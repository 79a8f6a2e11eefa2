// Each copy made equal to what is approved: when the gateway has told, and slowly all the same. One look a consent at a time.

import { isVendorSdkError, type VendorSdkErrorCode } from '@parley/vendor-sdk';
import { CUSTOMER_CARE } from '../ask/what-acme-asks.ts';
import { copyStoreOf } from '../copy/copy-store.ts';
import type { CopyDatabase } from '../copy/open-copy-database.ts';
import type { Standings } from '../copy/standings.ts';
import type { OpenConsents } from '../visitor/open-consents.ts';

export interface CopyKeeper {
  /** Resolves once what is approved now, or a later look, is in the copy. Rejects where it could not be looked at; it will be, later. */
  look(consentId: string): Promise<void>;
  /** The same, for who does not wait. */
  lookSoon(consentId: string): void;
  /** What is due, or was not looked at for long. */
  lookAtAll(): Promise<void>;
  /** Begins nothing any more, and waits for what is under way. */
  stop(): Promise<void>;
}

/** A sync that meets these has done its work: there is nothing to copy. */
const SETTLED: readonly VendorSdkErrorCode[] = [
  'consent_paused',
  'consent_withdrawn',
  'consent_expired',
  'consent_revoked',
  'consent_relinquished',
  'consent_not_picked_up',
  'vendor_held',
  'insufficient_authorization',
];

export function createCopyKeeper(options: {
  readonly database: CopyDatabase;
  readonly standings: Standings;
  readonly consents: OpenConsents;
  readonly staleMs: number;
  readonly log: (line: string) => void;
}): CopyKeeper {
  const { database, standings, consents } = options;
  const stop = new AbortController();
  const { signal } = stop;
  /** The last look of each consent, which the next one waits for. */
  const under = new Map<string, Promise<void>>();

  async function lookOnce(consentId: string): Promise<void> {
    signal.throwIfAborted();
    const told = await standings.told(consentId);
    const consent = await consents.get(consentId, signal);
    if (consent === undefined) return;
    const store = copyStoreOf(database, consentId);
    await consent.sync({ purpose: CUSTOMER_CARE, store, signal }).catch(async (error: unknown) => {
      if (!SETTLED.some((code) => isVendorSdkError(error, code))) throw error;
      await standings.tried(consentId);
    });
    await standings.saw(consentId, {
      told,
      subject: consent.subject,
      state: await consent.status({ signal }),
    });
  }

  function look(consentId: string): Promise<void> {
    const next = (under.get(consentId) ?? Promise.resolve()).catch(() => {}).then(() => lookOnce(consentId));
    under.set(consentId, next);
    const forget = (): void => void (under.get(consentId) === next && under.delete(consentId));
    next.then(forget, forget);
    return next;
  }

  const logged = (looking: Promise<void>): Promise<void> =>
    looking.catch((error: unknown) => {
      if (signal.aborted) return;
      options.log(`A copy was not refreshed: ${error instanceof Error ? error.message : 'unknown fault'}`);
    });

  return {
    look,
    lookSoon: (consentId) => void logged(look(consentId)),
    async lookAtAll() {
      for (const consentId of await standings.due(new Date(Date.now() - options.staleMs)))
        if (!signal.aborted) await logged(look(consentId));
    },
    async stop() {
      stop.abort();
      await Promise.allSettled(under.values());
    },
  };
}
