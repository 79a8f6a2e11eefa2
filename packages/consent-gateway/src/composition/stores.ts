import { createAccessRequestStore } from '../adapters/postgres/access-request-store.ts';
import { createBackchannelRequestStore } from '../adapters/postgres/backchannel-request-store.ts';
import { createConsentHistories } from '../adapters/postgres/consent-histories.ts';
import { createConsentStore } from '../adapters/postgres/consent-store.ts';
import { createCopyStore } from '../adapters/postgres/copy-store.ts';
import { orUnavailable } from '../adapters/postgres/database-fault.ts';
import { createDeletionReportStore } from '../adapters/postgres/deletion-report-store.ts';
import { createHonourStore } from '../adapters/postgres/honour-store.ts';
import { createInvitationStore } from '../adapters/postgres/invitation-store.ts';
import { createLedgerHeads } from '../adapters/postgres/ledger-heads.ts';
import { createLedgerReader } from '../adapters/postgres/ledger-reader.ts';
import { createMessageStore } from '../adapters/postgres/message-store.ts';
import { createNoticeFinder } from '../adapters/postgres/notices/notice-finder.ts';
import { createNoticeMessages } from '../adapters/postgres/notices/notice-messages.ts';
import { createNoticeStore } from '../adapters/postgres/notices/notice-store.ts';
import { createPushSubscriptionStore } from '../adapters/postgres/notices/push-subscription-store.ts';
import type { Database } from '../adapters/postgres/open-database.ts';
import { createOwnerStore } from '../adapters/postgres/owner-store.ts';
import { createReplayStore } from '../adapters/postgres/replay-store.ts';
import { createRequestCounts } from '../adapters/postgres/request-counts.ts';
import { createRequestNoticeStore } from '../adapters/postgres/request-notice-store.ts';
import { createSignInStore } from '../adapters/postgres/sign-in-store.ts';
import { createSilenceStore } from '../adapters/postgres/silence-store.ts';
import { createVendorConsents } from '../adapters/postgres/vendor-consents.ts';
import { createVendorEvents } from '../adapters/postgres/vendor-events/vendor-event-list.ts';
import { createWebhookStore } from '../adapters/postgres/vendor-events/webhook-store.ts';
import { createVendorStore } from '../adapters/postgres/vendor-store.ts';
import { createWatchedCopies } from '../adapters/postgres/watched-copies.ts';
import type { OwnerLog } from '../secrets/owner-log.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** Every store of the gateway on PostgreSQL. */
export type Stores = ReturnType<typeof createStores>;

export function createStores(options: {
  database: Database;
  secrets: Secrets;
  ownerLog: Pick<OwnerLog, 'append'>;
}) {
  const { secrets } = options;
  const { db: database, pool } = options.database;
  const sealingKey = secrets.derive('owner-encryption');
  return withFaults({
    requests: createAccessRequestStore({ database }),
    histories: createConsentHistories({ database }),
    reports: createDeletionReportStore({ database, sealingKey }),
    ledgerHeads: createLedgerHeads({ database, pool }),
    vendorConsents: createVendorConsents({ database }),
    backchannel: createBackchannelRequestStore({ database }),
    requestCounts: createRequestCounts({ database }),
    requestNotices: createRequestNoticeStore({ database }),
    invitations: createInvitationStore({ database, sealingKey }),
    silences: createSilenceStore({ database }),
    consents: createConsentStore({ database, pool, sealingKey }),
    owners: createOwnerStore({ database, secrets, log: options.ownerLog }),
    ledger: createLedgerReader({ db: database }),
    replay: createReplayStore({ database }),
    signIns: createSignInStore({ database, sealingKey }),
    vendors: createVendorStore({ database, pool }),
    messages: createMessageStore({ database }),
    copies: createCopyStore({ database }),
    watched: createWatchedCopies({ database }),
    vendorEvents: createVendorEvents({ database }),
    webhooks: createWebhookStore({ database }),
    honours: createHonourStore({ database }),
    notices: createNoticeStore({ database }),
    noticeFinder: createNoticeFinder({ database }),
    noticeMessages: createNoticeMessages({ database, sealingKey }),
    subscriptions: createPushSubscriptionStore({ database, sealingKey }),
  });
}

type Store = Record<string, (...args: never[]) => Promise<unknown>>;

/** Each store, with a fault of the database answered as `temporarily_unavailable` and a time to wait. */
function withFaults<T extends Record<string, object>>(stores: T): T {
  return Object.fromEntries(
    Object.entries(stores).map(([name, store]) => [name, guarded(store as Store)]),
  ) as unknown as T;
}

function guarded(store: Store): Store {
  return Object.fromEntries(
    Object.entries(store).map(([name, method]) => [name, (...args) => orUnavailable(() => method(...args))]),
  );
}
