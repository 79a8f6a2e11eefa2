import { sha256 } from '@parley/protocol';
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { writeEvent } from './write-event.ts';

/** Tells a vendor that its request has been taken: in the same words whether it reached anybody or nobody. */
export async function addRequestedEvent(
  database: Kysely<Tables>,
  { vendorId, requestJws }: { readonly vendorId: string; readonly requestJws: string },
): Promise<void> {
  const data = { request_sha256: await sha256(requestJws) };
  await writeEvent(database, { vendorId, type: 'consent.requested', data });
}
