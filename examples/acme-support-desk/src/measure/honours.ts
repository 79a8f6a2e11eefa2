// What the team said of preferences. Kept is which version it spoke of, by its digest: the words are in the copy alone.

import { createHash } from 'node:crypto';
import type { Preference, TakenHonour } from '@parley/vendor-sdk';
import type { HeldPreference } from '../copy/held-items.ts';
import type { Sql } from '../copy/open-copy-database.ts';

export const honourActions = ['honoured', 'could_not', 'not_applicable'] as const;
export type Action = (typeof honourActions)[number];

export interface SpokenPreference {
  readonly preference: Preference;
  /** The newest word on the version that the copy has. */
  readonly said?: { readonly action: Action; readonly recordedAt: string };
}

interface Row {
  readonly preference_id: string;
  readonly version_digest: string;
  readonly action: Action;
  readonly recorded_at: Date;
}

export async function readHonours(sql: Sql, held: readonly HeldPreference[]): Promise<SpokenPreference[]> {
  const { rows } = await sql.query<Row>('SELECT * FROM honour ORDER BY recorded_at');
  return held.map(({ body: preference }) => {
    const digest = digestOf(preference);
    const word = rows.findLast((row) => row.preference_id === preference.id && row.version_digest === digest);
    if (word === undefined) return { preference };
    return { preference, said: { action: word.action, recordedAt: word.recorded_at.toISOString() } };
  });
}

export async function keepHonour(
  sql: Sql,
  of: { consentId: string; preference: Preference; action: Action; taken: TakenHonour },
): Promise<void> {
  const { consentId, preference, action, taken } = of;
  const row = [consentId, preference.id, digestOf(preference), action, taken.recordedAt];
  await sql.query('INSERT INTO honour VALUES ($1, $2, $3, $4, $5)', row);
}

/** The copy gives fields in an order of its own. */
function digestOf(preference: Preference): string {
  const sorted = Object.entries(preference).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
