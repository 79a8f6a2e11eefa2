import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export interface ConsentStoreOptions {
  readonly database: Kysely<Tables>;
  /** Seals what waits for the pod: it holds the owner's evidence. */
  readonly sealingKey: Buffer;
}
