import type { HonourAction, HonourReason } from '@parley/protocol';
import type { Instant, OptionalInstant } from './column-types.ts';

/** Columns are documented where they are made: `migrations/`. */
export interface VendorMessageTable {
  consent_id: string;
  key_digest: Buffer;
  content_digest: Buffer;
  issue_id: string;
  pod_id: string;
  version: number;
  purpose: string;
  token_id: string;
  request_id: string;
  created_at: Instant;
  done_at: OptionalInstant;
  opens: boolean;
  quiet: boolean;
}

export interface HonourTable {
  consent_id: string;
  key_digest: Buffer;
  content_digest: Buffer;
  category: string;
  item_id: string;
  version_digest: Buffer;
  action: HonourAction;
  reason: HonourReason | null;
  version: number;
  purpose: string;
  token_id: string;
  request_id: string;
  created_at: Instant;
  done_at: OptionalInstant;
}
