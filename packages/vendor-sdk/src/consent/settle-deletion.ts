// What has to be deleted, and the vendor's word that it was. In: a consent id. Out: the gateway's word for the report.

import { VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { ConsentState, DataToDelete, DeletionReceipt } from './consent-state.ts';
import { readState } from './read-state.ts';
import { type DeletionOutcome, reportDeletion } from './report-deletion.ts';

/** A consent has ended, or was narrowed: some of what was read has to go. */
export interface DeletionDue {
  readonly gateway: string;
  readonly consentId: string;
  readonly status: ConsentState['status'];
  /** Each category of which something is due, once: the answer names each of them. */
  readonly categories: readonly string[];
  /** What of them: after a narrowing only some fields, or the items that only the former filters covered. */
  readonly deletions: readonly DataToDelete[];
  /** The first date (RFC 3339). */
  readonly deleteBy: string;
}

/**
 * Deletes what is due and says what became of each category: the client signs that and reports it to gateway and owner. What was deleted before
 * is `deleted` too: it may be called again for the same, until a report was taken.
 */
export type OnDeletion = (due: DeletionDue) => Promise<readonly DeletionOutcome[]>;

/** @throws {on_deletion_required} */
export function requireOnDeletion({ settings }: GatewayConnection): OnDeletion {
  if (settings.onDeletion === undefined) throw new VendorSdkError('on_deletion_required');
  return settings.onDeletion;
}

/** `undefined`: nothing is due that was not reported. */
export async function settleDeletion(
  connection: GatewayConnection,
  consentId: string,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<DeletionReceipt | undefined> {
  const onDeletion = requireOnDeletion(connection);
  let receipt: DeletionReceipt | undefined;
  let settled: string | undefined;
  for (;;) {
    const { status, deletions, deletionReport } = await readState(connection, consentId, { signal });
    const [first] = deletions.map(({ deleteBy }) => deleteBy).sort();
    const isOpen = deletionReport.state === 'unanswered' || deletionReport.state === 'late';
    // More was lost while a report was on its way: it is open again, but for a gateway whose clock stood still between the two.
    const lost = JSON.stringify(deletions);
    if (first === undefined || settled === lost || (settled === undefined && !isOpen)) return receipt;
    settled = lost;
    const categories = [...new Set(deletions.map(({ category }) => category))];
    const deleteBy = deletionReport.dueBy ?? first;
    const what = await onDeletion({
      gateway: connection.origin,
      consentId,
      status,
      categories,
      deletions,
      deleteBy,
    });
    receipt = await reportDeletion(connection, consentId, {
      deletions,
      what,
      ...(signal !== undefined && { signal }),
    });
  }
}
