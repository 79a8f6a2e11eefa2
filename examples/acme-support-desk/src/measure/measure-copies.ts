import { type Measures, measure } from '@parley/vendor-sdk';
import type { AcmeParts } from '../acme-parts.ts';
import { readHonours } from './honours.ts';

interface ReadRow {
  readonly consent_id: string;
  readonly at: Date;
  readonly is_answered: boolean;
  readonly fields: readonly string[];
}

/** How it went with all customers, by the measures that each customer's own side has too. Ids are Acme's alone, so nobody's are mixed up. */
export async function measureCopies({
  database,
  items,
  standings,
}: Pick<AcmeParts, 'database' | 'items' | 'standings'>): Promise<Measures> {
  const spoken = await readHonours(database, await items.preferences());
  const { rows } = await database.query<ReadRow>('SELECT * FROM read ORDER BY at');
  return measure({
    issues: (await items.issues()).map(({ body }) => body),
    preferences: spoken.map(({ preference }) => preference),
    honours: spoken.flatMap(({ preference, said }) => (said === undefined ? [] : [{ preference, ...said }])),
    consents: (await standings.all()).flatMap(({ state }) => (state === null ? [] : [state])),
    reads: rows.map(({ consent_id: consentId, at, is_answered: isAnswered, fields }) => {
      return { consentId, at: at.toISOString(), isAnswered, fields };
    }),
  });
}
