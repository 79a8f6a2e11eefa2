// What the desk may show: items of the copy whose consent may be worked with now.

import type { Issue, Preference } from '@parley/vendor-sdk';
import type { CopyDatabase } from './open-copy-database.ts';

interface Row<Item> {
  readonly consentId: string;
  readonly subject: string;
  readonly body: Item;
}

export type HeldIssue = Row<Issue>;
export type HeldPreference = Row<Preference>;

export interface HeldItems {
  issues(): Promise<HeldIssue[]>;
  issue(consentId: string, id: string): Promise<HeldIssue | undefined>;
  preferences(consentId?: string): Promise<HeldPreference[]>;
}

const FROM = `SELECT item.consent_id AS "consentId", subject, body FROM item JOIN consent USING (consent_id)
  WHERE is_open AND category = $1`;

export function createHeldItems(database: CopyDatabase): HeldItems {
  return {
    issues: async () => (await database.query<HeldIssue>(`${FROM} ORDER BY id`, ['issues'])).rows,
    async issue(consentId, id) {
      const text = `${FROM} AND item.consent_id = $2 AND id = $3`;
      return (await database.query<HeldIssue>(text, ['issues', consentId, id])).rows[0];
    },
    async preferences(consentId) {
      const text = `${FROM} AND ($2::text IS NULL OR item.consent_id = $2) ORDER BY id`;
      return (await database.query<HeldPreference>(text, ['preferences', consentId ?? null])).rows;
    },
  };
}
