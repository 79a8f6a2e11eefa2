import type { OnDeletion } from '@parley/vendor-sdk';
import type { CopyDatabase } from '../copy/open-copy-database.ts';

/**
 * Erases what has to go, and says so: the SDK signs that and reports it. What a narrowing took away the sync before has taken out of the copy
 * already; after the end all of it goes, with what was done about preferences and how far the copy had come.
 */
export function eraseCopy(database: CopyDatabase): OnDeletion {
  return async ({ consentId, categories, deletions }) => {
    if (deletions.some(({ lost }) => lost === 'ended')) {
      await database.transaction(async (sql) => {
        await sql.query('DELETE FROM item WHERE consent_id = $1', [consentId]);
        await sql.query('DELETE FROM honour WHERE consent_id = $1', [consentId]);
        const erased =
          'UPDATE consent SET cursor = NULL, is_open = false, deleted_at = now() WHERE consent_id = $1';
        await sql.query(erased, [consentId]);
      });
    }
    return categories.map((category) => ({ category, outcome: 'deleted' }));
  };
}
