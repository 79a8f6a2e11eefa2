import type { Kysely } from 'kysely';
import { orUnavailable } from './database-fault.ts';
import type { Tables } from './tables.ts';

/** Whether a refresh token of this consent is there, used or not. */
export async function hasRefreshToken(database: Kysely<Tables>, consentId: string): Promise<boolean> {
  const row = await orUnavailable(() =>
    database
      .selectFrom('oidc_item')
      .select('id')
      .where('model', '=', 'RefreshToken')
      .where('grant_id', '=', consentId)
      .limit(1)
      .executeTakeFirst(),
  );
  return row !== undefined;
}
