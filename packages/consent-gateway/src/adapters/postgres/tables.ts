import type { AuthorizationDetails, ConsentStatus } from '@parley/protocol';
import type { ColumnType, Generated } from 'kysely';
import type { CheckedClient } from '../../vendor/read-client-document.ts';
import type { AccessRequestTable, InvitationTable, SilenceTable } from './asking-tables.ts';
import type { Instant, Json, OptionalInstant } from './column-types.ts';
import type { HonourTable, VendorMessageTable } from './conversation-tables.ts';
import type { VendorCopyTable, WatchedCopyTable } from './copy-tables.ts';
import type { OperatorActHeadTable, OperatorActTable } from './operator-tables.ts';
import type {
  NoticeMessageTable,
  NoticeTable,
  PushSubscriptionTable,
  ReadDayTable,
} from './owner-side-tables.ts';
import type { VendorEventTable, VendorWebhookTable } from './vendor-events/vendor-event-tables.ts';

/** The tables as kysely sees them. Columns are documented where they are made: `migrations/`. */
export interface VendorTable {
  vendor_id: string;
  known_by: 'operator' | 'document';
  name: string;
  metadata: Json<Record<string, unknown>>;
  key_thumbprints: string[];
  fetched_at: Instant;
  held_at: OptionalInstant;
  held_reason: string | null;
  held_client: Json<CheckedClient> | null;
}

export interface OwnerTable {
  owner_id: string;
  sealed: Buffer;
  container_hash: Buffer;
  nonce: string;
  connected_at: Instant;
  disconnected_at: OptionalInstant;
  notice_settings: Buffer | null;
}

export interface ConnectionChallengeTable {
  owner_id: string;
  container_hash: Buffer;
  nonce: string;
  expires_at: Instant;
}

export interface ConsentTable {
  id: string;
  request_id: string;
  owner_id: string;
  vendor_id: string;
  subject: string;
  version: number;
  status: ConsentStatus;
  details: Json<AuthorizationDetails>;
  until: Instant;
  asked_at: Instant;
  given_at: Instant;
  resume_at: OptionalInstant;
  pick_up_by: OptionalInstant;
  ended_at: OptionalInstant;
  end_reason: string | null;
  receipt: string;
  receipt_sha256: string;
  chain_sha256: string;
  pod_etag: string | null;
  pod_checked_at: Instant;
  pod_elsewhere: Generated<boolean>;
  statements: Generated<number>;
  pod_receipt_sha256: string | null;
  signed_version: Generated<number>;
  status_since: Instant;
  lifted_hold: OptionalInstant;
  event_sequence: Generated<string>;
}

export interface ConsentVersionTable {
  consent_id: string;
  version: number;
  begun_at: Instant;
  details: Json<AuthorizationDetails>;
}

export interface DeletionReportTable {
  consent_id: string;
  report_sha256: string;
  report: string;
  acknowledgement: string;
  received_at: Instant;
  outbox_id: string | null;
}

export interface ConsentEntryTable {
  consent_id: string;
  purpose: string;
  until: Instant;
  max_reads: number | null;
  /** `YYYY-MM-DD` (UTC). */
  day: ColumnType<string | null, string | null | undefined, string | null>;
  reads_today: Generated<number>;
}

export interface ConsentIntentTable {
  consent_id: string;
  version: number;
  request_id: string;
  owner_id: string;
  sealed: Buffer;
  intended_at: Instant;
  done_at: OptionalInstant;
  request_sha256: string | null;
}

export interface ConsentChangeTable {
  consent_id: string;
  owner_id: string;
  decision_sha256: string;
  statement_sha256: string;
  sealed: Buffer;
  intended_at: Instant;
}

export interface PodOutboxTable {
  id: Generated<string>;
  consent_id: string;
  owner_id: string;
  sealed: Buffer;
  attempts: Generated<number>;
  next_at: Instant;
  done_at: OptionalInstant;
  receipt_sha256: string | null;
}

export interface JournalTable {
  proof: Buffer;
  iat: Instant;
  owner_id: string;
  consent_id: string;
  version: number;
  at: Instant;
  body: string;
  digest: Buffer;
  sequence: number | null;
  link: string | null;
  block_number: number | null;
}

export interface RefusedReadTable {
  consent_id: string;
  reason: string;
  hour: Instant;
  owner_id: string;
  version: number;
  vendor_id: string;
  count: number;
  first_at: Instant;
  last_at: Instant;
}

export interface ConsentChainTable {
  consent_id: string;
  sequence: number;
  link: string;
}

export interface OwnerChainTable {
  owner_id: string;
  block_number: Generated<number>;
  hash: string | null;
  block_at: Instant;
}

export interface BlockTable {
  owner_id: string;
  number: number;
  hash: string;
  jws: string;
  sealed_at: Instant;
  attempts: Generated<number>;
  next_at: Instant;
  in_pod_at: OptionalInstant;
}

export interface OidcItemTable {
  model: string;
  id: string;
  payload: Json<Record<string, unknown>>;
  grant_id: string | null;
  uid: string | null;
  expires_at: OptionalInstant;
  consumed_at: OptionalInstant;
}

export interface SignInTable {
  state_hash: string;
  request_id: string;
  ticket_hash: string | null;
  sealed: Buffer;
  expires_at: Instant;
}

export interface ReplayTable {
  id: string;
  expires_at: Instant;
}

export interface Tables {
  vendor: VendorTable;
  owner: OwnerTable;
  connection_challenge: ConnectionChallengeTable;
  access_request: AccessRequestTable;
  invitation: InvitationTable;
  silence: SilenceTable;
  consent: ConsentTable;
  consent_entry: ConsentEntryTable;
  consent_version: ConsentVersionTable;
  deletion_report: DeletionReportTable;
  consent_intent: ConsentIntentTable;
  consent_change: ConsentChangeTable;
  pod_outbox: PodOutboxTable;
  vendor_message: VendorMessageTable;
  honour: HonourTable;
  vendor_copy: VendorCopyTable;
  watched_copy: WatchedCopyTable;
  journal: JournalTable;
  refused_read: RefusedReadTable;
  read_day: ReadDayTable;
  consent_chain: ConsentChainTable;
  owner_chain: OwnerChainTable;
  block: BlockTable;
  oidc_item: OidcItemTable;
  sign_in: SignInTable;
  replay: ReplayTable;
  notice: NoticeTable;
  notice_message: NoticeMessageTable;
  push_subscription: PushSubscriptionTable;
  operator_act: OperatorActTable;
  operator_act_head: OperatorActHeadTable;
  vendor_event: VendorEventTable;
  vendor_webhook: VendorWebhookTable;
}
