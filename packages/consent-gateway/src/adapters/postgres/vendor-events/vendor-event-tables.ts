import type { VendorEventType } from '@parley/protocol';
import type { ColumnType, Generated } from 'kysely';
import type { Instant, OptionalInstant } from '../column-types.ts';

type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** Columns are documented where they are made: `migrations/`. */
export interface VendorEventTable {
  event_id: string;
  written: Generated<string>;
  vendor_id: string;
  consent_id: Optional<string>;
  sequence: Optional<string | number>;
  type: VendorEventType;
  item_id: Optional<string>;
  cause: Optional<string>;
  body: string;
  created_at: Generated<Date>;
  place: Optional<string>;
  is_void: Generated<boolean>;
  due_at: OptionalInstant;
  attempts: Generated<number>;
  delivered_at: OptionalInstant;
  dead_at: OptionalInstant;
}

export interface VendorWebhookTable {
  vendor_id: string;
  url: string;
  types: Optional<string[]>;
  registered_at: Instant;
  disabled_at: OptionalInstant;
  last_success_at: OptionalInstant;
  last_failure: Optional<string>;
  failures: Generated<number>;
  rests_until: OptionalInstant;
}
