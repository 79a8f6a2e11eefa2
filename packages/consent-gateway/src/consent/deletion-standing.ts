import {
  answeredUntil,
  type DataDue,
  type DeletionState,
  dataDue,
  deletionReportClaimsSchema,
  deletionStateOf,
  type ReportedCategory,
} from '@parley/protocol';
import { decodeJwt } from 'jose';
import type { ConsentHistory, TakenDeletionReport } from './consent-history.ts';

/** What is due of a consent, and what its vendor has said to that. */
export interface DeletionStanding {
  readonly deletions: DataDue[];
  readonly state: DeletionState;
  readonly dueBy: Date | undefined;
  /** What the newest report says of each category. */
  readonly what: ReportedCategory[] | undefined;
}

/** The same for vendor, owner and measures. `endedAt`: when the consent ended, if it has. */
export function deletionStanding(
  { versions, newestReport }: Pick<ConsentHistory, 'versions' | 'newestReport'>,
  times: { readonly endedAt: Date | undefined; readonly now: Date },
): DeletionStanding {
  const deletions = dataDue(versions, times);
  const taken = newestReport && readTakenReport(newestReport);
  const state = deletionStateOf(deletions, { answered: taken?.answered, now: times.now });
  return { deletions, ...state, what: taken?.what };
}

/** What a report says that was taken: it was verified then. `answered`: it answers for what was lost up to then. */
export function readTakenReport({ report, receivedAt }: TakenDeletionReport) {
  const claims = deletionReportClaimsSchema.parse(decodeJwt(report));
  return { what: claims.what, answered: answeredUntil(claims, receivedAt) };
}
