import type { CopyStore, HeldItem } from '@parley/vendor-sdk';
import type { CopyDatabase } from './open-copy-database.ts';

/** The copy of one consent: its items and how far it has come, kept together. */
export function copyStoreOf(database: CopyDatabase, consentId: string): CopyStore {
  return {
    async load() {
      const { rows } = await database.query<{ cursor: string | null }>(
        'SELECT cursor FROM consent WHERE consent_id = $1',
        [consentId],
      );
      return rows[0]?.cursor ?? undefined;
    },
    async items() {
      const { rows } = await database.query<HeldItem>('SELECT category, id FROM item WHERE consent_id = $1', [
        consentId,
      ]);
      return rows;
    },
    apply: (changes, cursor) =>
      database.transaction(async (sql) => {
        const fields = new Set<string>();
        for (const change of changes) {
          const { category, id } = change;
          if (change.type === 'removed') {
            const named = [consentId, category, id];
            await sql.query('DELETE FROM item WHERE consent_id = $1 AND category = $2 AND id = $3', named);
            continue;
          }
          await sql.query(
            `INSERT INTO item VALUES ($1, $2, $3, $4)
             ON CONFLICT (consent_id, category, id) DO UPDATE SET body = excluded.body`,
            [consentId, category, id, JSON.stringify(change.item)],
          );
          for (const field of Object.keys(change.item))
            if (field !== 'id') fields.add(`${category}.${field}`);
        }
        await sql.query('INSERT INTO read VALUES ($1, now(), true, $2)', [consentId, [...fields]]);
        await sql.query('UPDATE consent SET cursor = $2 WHERE consent_id = $1', [consentId, cursor]);
      }),
  };
}
