import { type Kysely, sql } from 'kysely';
import { errors } from 'oidc-provider';
import type { Tables } from '../../adapters/postgres/tables.ts';

/** What the library keeps of one thing; its shape is the library's business. */
export type Payload = Record<string, unknown> & { readonly grantId?: string; readonly uid?: string };

/** The library's storage contract, in our own types: those of the library do not stand in what the package publishes. */
export interface OidcAdapter {
  upsert(id: string, payload: Payload, expiresIn?: number): Promise<undefined>;
  find(id: string): Promise<object | undefined>;
  findByUserCode(userCode: string): Promise<object | undefined>;
  findByUid(uid: string): Promise<object | undefined>;
  consume(id: string): Promise<undefined>;
  destroy(id: string): Promise<undefined>;
  revokeByGrantId(grantId: string): Promise<undefined>;
}

const nothing = async (): Promise<undefined> => undefined;

/** What the library keeps of one model, row by row. */
export function itemAdapter(model: string, database: Kysely<Tables>): OidcAdapter {
  const live = () =>
    database
      .selectFrom('oidc_item')
      .select(['payload', 'consumed_at'])
      .where('model', '=', model)
      .where((where) =>
        where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<Date>`clock_timestamp()`)]),
      );
  return {
    async upsert(id, payload, expiresIn) {
      const row = {
        payload: JSON.stringify(payload),
        grant_id: payload.grantId ?? null,
        uid: payload.uid ?? null,
        expires_at: expiresIn ? inSeconds(expiresIn) : null,
      };
      await database
        .insertInto('oidc_item')
        .values({ model, id, ...row, consumed_at: null })
        .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(row))
        .execute();
    },
    find: async (id) => toPayload(await live().where('id', '=', id).executeTakeFirst()),
    findByUid: async (uid) => toPayload(await live().where('uid', '=', uid).executeTakeFirst()),
    findByUserCode: nothing,
    async consume(id) {
      const taken = await database
        .updateTable('oidc_item')
        .set({ consumed_at: sql<Date>`clock_timestamp()` })
        .where('model', '=', model)
        .where('id', '=', id)
        .where('consumed_at', 'is', null)
        .returning('grant_id')
        .executeTakeFirst();
      if (taken === undefined) throw new errors.InvalidGrant('already used');
      if (model === 'AuthorizationCode' && taken.grant_id !== null)
        await markPickedUp(database, taken.grant_id);
    },
    async destroy(id) {
      await database.deleteFrom('oidc_item').where('model', '=', model).where('id', '=', id).execute();
    },
    async revokeByGrantId(grantId) {
      await database
        .deleteFrom('oidc_item')
        .where('model', '=', model)
        .where('grant_id', '=', grantId)
        .execute();
    },
  };
}

/** Somebody has come for it. */
export async function markPickedUp(database: Kysely<Tables>, consentId: string): Promise<void> {
  await database.updateTable('consent').set({ pick_up_by: null }).where('id', '=', consentId).execute();
}

/** `undefined`: there is none. */
export function toPayload(
  row: { payload: object; consumed_at: Date | null } | undefined,
): object | undefined {
  if (row === undefined) return undefined;
  return {
    ...row.payload,
    ...(row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at.getTime() / 1000) }),
  };
}

export const inSeconds = (seconds: number) =>
  sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})` as unknown as Date;
