import { answeredUntil, deletionReportClaimsSchema, type ReportedCategory } from '@parley/protocol';
import { decodeJwt } from 'jose';
import type { TakenDeletionReport } from './consent-history.ts';

/** What a report says that was taken: it was verified then. */
export function readTakenReport({ report, receivedAt }: TakenDeletionReport): {
  readonly what: ReportedCategory[];
  /** It answers for what was lost up to then. */
  readonly answered: Date;
} {
  const claims = deletionReportClaimsSchema.parse(decodeJwt(report));
  return { what: claims.what, answered: answeredUntil(claims, receivedAt) };
}
