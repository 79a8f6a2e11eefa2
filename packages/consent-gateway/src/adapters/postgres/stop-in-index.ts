import { type ConsentStatus, hasEnded, statusAfter } from '@parley/protocol';
import type { Selectable, Transaction } from 'kysely';
import type { ActOutcome, ConsentStore, StopRequest } from '../../consent/consent-store.ts';
import { overtakeChange } from './consent-changes.ts';
import { toConsent } from './consent-rows.ts';
import type { ConsentStoreOptions } from './consent-store-options.ts';
import { journalAct } from './journal-act.ts';
import { type LockedConsent, lockConsent, statusFor } from './lock-consent.ts';
import { addNotice } from './pod-notices.ts';
import type { ConsentTable, Tables } from './tables.ts';
import { addActEvents } from './vendor-events/add-act-events.ts';
import { versionColumns, writeVersion } from './write-version.ts';

/** One transaction: lock, stop, write the entry, leave word for the pod. Its time is taken after the lock. */
export function stopInIndex(
  request: StopRequest,
  options: ConsentStoreOptions,
): ReturnType<ConsentStore['stop']> {
  return options.database.transaction().execute(async (trx) => {
    const row = await lockConsent(trx, request);
    if (row === undefined) return undefined;
    if (!isStillDue(request.act, row)) return hasEnded(row.status) ? 'ended' : 'not_allowed';
    const current = statusFor(request.act, row);
    const status = statusAfter(current, request.act);
    if (status === undefined) return hasEnded(current) ? 'ended' : 'not_allowed';
    // Its statement may be in the pod: it keeps its place in the chain, and this act follows it.
    const overtaken = await overtakeChange(trx, row.id, options);
    const consent = { ...toConsent(row), status: current };
    const nextVersion = row.signed_version + 1;
    const { ownerId, consentId, vendorId } = consent;
    const { act, by, reason } = request;
    const version = act === 'narrow' ? nextVersion : consent.version;
    const { at } = await journalAct(trx, {
      ...{ ownerId, act, by, consentId, version, vendorId },
      ...(reason === undefined ? {} : { reason }),
    });
    const outcome = await request.outcome({ consent, at, version: nextVersion });
    const stopped = await write(trx, { request, row, status, at, outcome });
    await addActEvents(trx, { act, before: row, after: stopped, at });
    const added =
      outcome.statement === undefined
        ? undefined
        : await addNotice(
            trx,
            { ...outcome.statement, consentId, ownerId },
            { ...options, newVersion: outcome.version },
          );
    const notices = [overtaken, added?.notice].flatMap((notice) => notice ?? []);
    return { consent: toConsent(stopped), noticeId: added?.id, notices };
  });
}

/** What time brings about is looked at again: its date may have been changed since somebody saw that it has come. */
function isStillDue(act: StopRequest['act'], row: LockedConsent): boolean {
  if (act === 'resume') return row.is_past_pause;
  return act !== 'expire' || row.is_past_end || row.is_past_pick_up;
}

interface Stop {
  readonly request: StopRequest;
  readonly row: Selectable<ConsentTable>;
  readonly status: ConsentStatus;
  readonly at: Date;
  readonly outcome: ActOutcome;
}

async function write(trx: Transaction<Tables>, { request, row, status, at, outcome }: Stop) {
  const { version, resumeAt } = outcome;
  const stopped = await trx
    .updateTable('consent')
    .set({
      status,
      ...(request.act === 'narrow' && status === row.status ? {} : { status_since: at }),
      resume_at: status !== 'paused' ? null : request.act === 'pause' ? (resumeAt ?? null) : row.resume_at,
      ...(hasEnded(status) ? { ended_at: at, end_reason: request.reason ?? null, pick_up_by: null } : {}),
      // Until the pod was told, it has to hold the receipt that it holds now.
      ...(version === undefined
        ? {}
        : { ...versionColumns(version), pod_receipt_sha256: row.pod_receipt_sha256 ?? row.receipt_sha256 }),
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (version !== undefined) await writeVersion(trx, row.id, { ...version, begunAt: at });
  return stopped;
}
