import type { Generated } from 'kysely';
import type { Instant, OptionalInstant } from './column-types.ts';

/** Notices, and the ways in which they are told. Columns are documented in `migrations/0007-owner-side.ts`. */
export interface NoticeTable {
  notice_id: Generated<string>;
  owner_id: string;
  kind: string;
  cause: string;
  vendor_id: string | null;
  consent_id: string | null;
  request_id: string | null;
  unusual: string | null;
  created_at: Instant;
  seen_at: OptionalInstant;
  sorted_at: OptionalInstant;
}

export interface NoticeMessageTable {
  owner_id: string;
  way: 'push' | 'mail';
  due_at: OptionalInstant;
  attempts: Generated<number>;
  sent_at: OptionalInstant;
}

export interface PushSubscriptionTable {
  subscription_id: string;
  owner_id: string;
  sealed: Buffer;
  created_at: Instant;
}
