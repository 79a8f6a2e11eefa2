import type { Consent } from '@parley/vendor-sdk';

/**
 * Acme keeps no copy of what it reads, so whatever has to be deleted is gone: it says so, signed. A company with copies erases them
 * first, by the dates in `deletions`.
 *
 * @returns whether it could be said; where not, the consent's state goes on to say that a report is awaited
 */
export async function reportGone(consent: Consent, log: (line: string) => void): Promise<boolean> {
  try {
    const { deletions, deletionReport } = await consent.status();
    if (deletionReport.state === 'answered') return true;
    const categories = new Set(deletions.map(({ category }) => category));
    if (categories.size === 0) return false;
    await consent.reportDeletion({
      what: [...categories].map((category) => ({ category, outcome: 'deleted' })),
    });
    return true;
  } catch (error) {
    log(`No deletion report: ${error instanceof Error ? error.message : 'unknown fault'}`);
    return false;
  }
}
