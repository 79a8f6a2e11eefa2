import type { Generated } from 'kysely';
import type { Instant } from './column-types.ts';

/** Columns are documented where they are made: `migrations/`. */
export interface VendorCopyTable {
  consent_id: string;
  purpose: string;
  name: string;
  packed: Buffer;
  used_at: Generated<Instant>;
}

export interface WatchedCopyTable {
  consent_id: string;
  purpose: string;
  packed: Buffer | null;
  after_category: string | null;
  after_id: string | null;
  is_known: Generated<boolean>;
  due_at: Generated<Instant>;
  look: Generated<string>;
  looked_by: string | null;
}
