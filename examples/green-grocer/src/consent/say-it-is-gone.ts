import type { Consent } from '@parley/vendor-sdk';

/**
 * The shop keeps nothing of what it reads, so whatever has to be deleted is gone already: it signs that, after a narrowing as after an end.
 *
 * @returns whether the gateway has its word
 */
export async function sayItIsGone(consent: Consent, log: (line: string) => void): Promise<boolean> {
  try {
    const { deletions, deletionReport } = await consent.status();
    if (deletionReport.state === 'answered') return true;
    if (deletions.length === 0) return false;
    await consent.reportDeletion({ deletions, what: [{ category: 'preferences', outcome: 'deleted' }] });
    return true;
  } catch (fault) {
    log(`No deletion report: ${fault instanceof Error ? fault.message : 'unknown fault'}`);
    return false;
  }
}
