import type { Generated } from 'kysely';
import type { Instant, OptionalInstant } from './column-types.ts';

/** Reads by day; notices, and the ways in which they are told. Columns are documented in `migrations/0007-owner-side.ts`. */
export interface ReadDayTable {
  consent_id: string;
  /** `YYYY-MM-DD` (UTC). */
  day: string;
  owner_id: string;
  vendor_id: string;
  reads: number;
  refused: number;
  first_read_at: Date | null;
  last_read_at: Date | null;
  categories: string[];
}

export interface NoticeTable {
  notice_id: Generated<string>;
  owner_id: string;
  kind: string;
  cause: string;
  vendor_id: string | null;
  consent_id: string | null;
  request_id: string | null;
  unusual: string | null;
  issue_id: string | null;
  created_at: Instant;
  seen_at: OptionalInstant;
  sort_at: OptionalInstant;
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
