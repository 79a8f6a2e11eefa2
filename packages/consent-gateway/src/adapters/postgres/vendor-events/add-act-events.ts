import { type ConsentAct, dataDue, hasEnded, type VendorEvent, type VendorEventType } from '@parley/protocol';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { ConsentTable, Tables } from '../tables.ts';
import { writeConsentEvent } from './write-event.ts';

type Row = Selectable<ConsentTable>;

const TYPES = {
  narrow: 'consent.narrowed',
  extend: 'consent.extended',
  pause: 'consent.paused',
  resume: 'consent.resumed',
  withdraw: 'consent.withdrawn',
  relinquish: 'consent.relinquished',
  revoke: 'consent.revoked',
  expire: 'consent.expired',
} as const satisfies Record<ConsentAct, VendorEventType>;

/**
 * Tells the vendor of an act, in the transaction of the act and after its row was written: what has become of the consent, and by when
 * something has to be gone where that follows. Once it is paused, narrowed or ended, nothing is told any more of the data before.
 */
export async function addActEvents(
  trx: Transaction<Tables>,
  { act, before, after, at }: { act: ConsentAct; before: Row; after: Row; at: Date },
): Promise<void> {
  if (act !== 'extend' && act !== 'resume') await voidDataEvents(trx, sql`consent_id = ${after.id}`);
  const resumesAt = act === 'pause' ? after.resume_at : null;
  await writeConsentEvent(trx, {
    consent: after,
    type: TYPES[act],
    at,
    data: resumesAt === null ? {} : { resumes_at: resumesAt.toISOString() },
  });
  const deleteBy = firstDeletion({ before, after, at });
  if (deleteBy !== undefined)
    await writeConsentEvent(trx, {
      consent: after,
      type: 'consent.deletion_due',
      at,
      data: { delete_by: deleteBy },
    });
}

/** The first date by which something of what the act took away has to be gone. */
function firstDeletion({ before, after, at }: { before: Row; after: Row; at: Date }): string | undefined {
  const last = { version: after.version, details: after.details, begunAt: at };
  const due = hasEnded(after.status)
    ? dataDue([last], { endedAt: at, now: at })
    : dataDue([{ version: before.version, details: before.details, begunAt: before.given_at }, last], {
        now: at,
      }).filter(({ lost }) => lost === 'narrowed');
  return due.map((each) => each.delete_by).sort()[0];
}

/** Tells the vendor of ends that a rebuild has found: that the vendor heard of them before is not known any more. */
export async function addEndEvents(trx: Transaction<Tables>, consentIds: readonly string[]): Promise<void> {
  const ended = await trx
    .selectFrom('consent')
    .selectAll()
    .where('id', 'in', ['', ...consentIds])
    .where('ended_at', 'is not', null)
    .orderBy('id')
    .execute();
  for (const consent of ended) {
    const [act] = (Object.keys(TYPES) as ConsentAct[]).filter(
      (each) => TYPES[each] === `consent.${consent.status}`,
    );
    const at = consent.ended_at;
    if (act !== undefined && at !== null)
      await addActEvents(trx, { act, before: consent, after: consent, at });
  }
}

/** Tells the vendor that what it asked for was given: which request that was, as it has signed it. */
export async function addGivenEvent(
  trx: Transaction<Tables>,
  { consent, at }: { consent: Row; at: Date },
): Promise<void> {
  const request = await trx
    .selectFrom('access_request')
    .select('request_sha256')
    .where('request_id', '=', consent.request_id)
    .executeTakeFirst();
  const data: VendorEvent['data'] = request === undefined ? {} : { request_sha256: request.request_sha256 };
  await writeConsentEvent(trx, { consent, type: 'consent.given', at, data });
}

/** Nothing is told any more of the data of these consents. That there were events, and in which order, is kept: lists go on from them. */
export async function voidDataEvents(
  trx: Transaction<Tables>,
  which: ReturnType<typeof sql<boolean>>,
): Promise<void> {
  await sql`UPDATE vendor_event SET is_void = true, due_at = NULL
    WHERE (${which}) AND NOT is_void AND type NOT LIKE 'consent.%' AND consent_id IS NOT NULL`.execute(trx);
}
