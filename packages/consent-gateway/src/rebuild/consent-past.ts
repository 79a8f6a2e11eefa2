import { type ChainStatement, type ReceiptClaims, sha256, type VersionInForce } from '@parley/protocol';
import type { TakenDeletionReport } from '../consent/consent-history.ts';

/** What a consent was before, and what its vendor has reported. */
export interface ConsentPast {
  /** Each version that was ever in force. */
  readonly versions: readonly VersionInForce[];
  readonly reports: readonly TakenDeletionReport[];
  /** Since when it stands as the statements leave it. */
  readonly statusSince: Date;
}

/** Reads a consent's past from statements that were verified; `texts` are theirs, `present` is the version in force. */
export async function pastOf(
  statements: readonly ChainStatement[],
  { texts, present }: { readonly texts: readonly string[]; readonly present: ReceiptClaims },
): Promise<ConsentPast> {
  const textOf = ({ position }: ChainStatement): string => texts[position - 1] ?? '';
  const named = new Set<string | number>([present.consent_version]);
  const versions: VersionInForce[] = [];
  const reports: TakenDeletionReport[] = [];
  let statusSince = new Date(present.iat * 1000);
  for (const statement of statements) {
    if (statement.kind === 'event') {
      named.add(statement.claims.consent_version);
      statusSince = new Date(statement.claims.at);
    } else if (statement.kind === 'report') reports.push(await reportOf(textOf(statement), statement.claims));
    else if (statement.claims.previous === null) statusSince = new Date(statement.claims.iat * 1000);
    else named.add(statement.claims.previous);
  }
  for (const statement of statements) {
    if (statement.kind !== 'version') continue;
    const { consent_version: version, iat, authorization_details: details } = statement.claims;
    // One that a stop has overtaken was never in force: nothing goes on from it.
    if (named.has(version) || named.has(await sha256(textOf(statement))))
      versions.push({ version, begunAt: new Date(iat * 1000), details });
  }
  return { versions, reports, statusSince };
}

async function reportOf(
  acknowledgement: string,
  { report, at }: { readonly report: string; readonly at: string },
): Promise<TakenDeletionReport> {
  return { report, reportSha256: await sha256(report), acknowledgement, receivedAt: new Date(at) };
}
