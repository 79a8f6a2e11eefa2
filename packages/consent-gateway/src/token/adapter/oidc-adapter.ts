import { type Kysely, sql } from 'kysely';
import { errors } from 'oidc-provider';
import type { Tables } from '../../adapters/postgres/tables.ts';
import type { VendorDirectory } from '../../vendor/vendor-directory.ts';
import { consentAsGrant } from './consent-as-grant.ts';

/** What the library keeps of one thing; its shape is the library's business. */
type Payload = Record<string, unknown> & { readonly grantId?: string; readonly uid?: string };

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

/**
 * The storage contract of oidc-provider on PostgreSQL. One-time things are taken by one statement, so that of many equal
 * requests exactly one succeeds on all processes together. Clients are the vendor directory; a Grant is the live consent itself.
 */
export function createAdapterFactory(options: {
  database: Kysely<Tables>;
  vendors: Pick<VendorDirectory, 'find'>;
  resource: string;
  /** The vendor has revoked its refresh token: it gives the consent back. */
  relinquish: (consentId: string) => Promise<unknown>;
}): (model: string) => OidcAdapter {
  return (model) => {
    if (model === 'Client') return clientAdapter(options.vendors);
    if (model === 'Grant') return grantAdapter(options.database, options.resource);
    if (model === 'ReplayDetection') return replayAdapter(options.database);
    if (model === 'RefreshToken') return refreshTokenAdapter(options);
    return itemAdapter(model, options.database);
  };
}

const refuse = async (): Promise<never> => {
  throw new errors.InvalidRequest('not offered');
};
const nothing = async (): Promise<undefined> => undefined;
const unused = { findByUserCode: nothing, findByUid: nothing, consume: nothing, revokeByGrantId: nothing };

function clientAdapter(vendors: Pick<VendorDirectory, 'find'>): OidcAdapter {
  return {
    ...unused,
    upsert: refuse,
    destroy: refuse,
    find: async (clientId) => (await vendors.find(clientId))?.metadata as object | undefined,
  };
}

/** `find` asks for the live consent: one UPDATE there stops code, refresh token and receipt alike. Destroying it ends tokens, never the consent. */
function grantAdapter(database: Kysely<Tables>, resource: string): OidcAdapter {
  return {
    ...unused,
    upsert: async () => undefined,
    find: (consentId) => consentAsGrant({ database, resource, consentId }),
    destroy: async (consentId) => {
      await database.deleteFrom('oidc_item').where('grant_id', '=', consentId).execute();
    },
  };
}

const REPLAY_SECONDS = 600;

/** What was used before is found, and refused in the library's words for what it is; of several at once `upsert` lets one pass. */
function replayAdapter(database: Kysely<Tables>): OidcAdapter {
  return {
    ...unused,
    async find(id) {
      const used = await database.selectFrom('replay').select('id').where('id', '=', id).executeTakeFirst();
      return used === undefined ? undefined : { kind: 'ReplayDetection', jti: used.id };
    },
    destroy: async () => undefined,
    async upsert(id, _payload, expiresIn) {
      const inserted = await database
        .insertInto('replay')
        .values({ id, expires_at: inSeconds(expiresIn ?? REPLAY_SECONDS) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows === 0n) throw new errors.InvalidRequest('already used');
    },
  };
}

/**
 * Refresh tokens are destroyed one by one only where the vendor revokes one (RFC 7009): then the consent ends first, so that a revocation
 * that was cut off can be repeated. What ends with its grant goes by `revokeByGrantId`, and ends no consent.
 */
function refreshTokenAdapter({
  database,
  relinquish,
}: {
  database: Kysely<Tables>;
  relinquish: (consentId: string) => Promise<unknown>;
}): OidcAdapter {
  const items = itemAdapter('RefreshToken', database);
  return {
    ...items,
    // Also past its time, which the library looks at itself: its vendor is then told what became of the consent.
    find: async (id) =>
      toPayload(
        await database
          .selectFrom('oidc_item')
          .select(['payload', 'consumed_at'])
          .where('model', '=', 'RefreshToken')
          .where('id', '=', id)
          .executeTakeFirst(),
      ),
    async destroy(id) {
      const token = (await items.find(id)) as Payload | undefined;
      if (token?.grantId !== undefined) await relinquish(token.grantId);
      return items.destroy(id);
    },
  };
}

function itemAdapter(model: string, database: Kysely<Tables>): OidcAdapter {
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

async function markPickedUp(database: Kysely<Tables>, consentId: string): Promise<void> {
  await database.updateTable('consent').set({ pick_up_by: null }).where('id', '=', consentId).execute();
}

function toPayload(row: { payload: object; consumed_at: Date | null } | undefined): object | undefined {
  if (row === undefined) return undefined;
  return {
    ...row.payload,
    ...(row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at.getTime() / 1000) }),
  };
}

const inSeconds = (seconds: number) =>
  sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})` as unknown as Date;
