import { type Kysely, sql } from 'kysely';
import type { ConnectedOwner, OwnerDirectory } from '../../consent/owner-directory.ts';
import { GatewayError } from '../../gateway-error.ts';
import { containerHash } from '../../secrets/keyed-ids.ts';
import type { OwnerLog } from '../../secrets/owner-log.ts';
import { seal, unseal } from '../../secrets/seal.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { DUE_MARK, yetToBeRead } from './due-owner.ts';
import type { Tables } from './tables.ts';

/** Connections of owners' pods: the challenge before, the entry after. */
export interface OwnerStore extends OwnerDirectory {
  challenge(ownerId: string, container: string, nonce: string): Promise<void>;
  /** The nonce that was given out for this container and is still good. */
  findChallenge(ownerId: string, container: string): Promise<string | undefined>;
  /** @throws {GatewayError} `pod_not_proven` where the container is another owner's */
  connect(owner: ConnectedOwner): Promise<void>;
  disconnect(ownerId: string): Promise<void>;
  /** How many live consents have not been found in the connected container, since the owner has connected another one. */
  countElsewhere(ownerId: string): Promise<number>;
}

export const CHALLENGE_SECONDS = 600;

interface OwnerStoreOptions {
  database: Kysely<Tables>;
  secrets: Secrets;
  log: Pick<OwnerLog, 'append'>;
}

export function createOwnerStore(options: OwnerStoreOptions): OwnerStore {
  const { database, secrets } = options;
  const key = secrets.derive('owner-encryption');
  return {
    async find(ownerId) {
      const row = await database
        .selectFrom('owner')
        .select(['sealed', 'nonce'])
        .where('owner_id', '=', ownerId)
        .where('disconnected_at', 'is', null)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { webId, container } = unseal(key, ownerId, row.sealed) as { webId: string; container: string };
      return { ownerId, webId, container, nonce: row.nonce };
    },
    async challenge(ownerId, container, nonce) {
      const values = {
        nonce,
        expires_at:
          sql<Date>`clock_timestamp() + make_interval(secs => ${CHALLENGE_SECONDS})` as unknown as Date,
      };
      await database
        .insertInto('connection_challenge')
        .values({ owner_id: ownerId, container_hash: containerHash(secrets, container), ...values })
        .onConflict((conflict) => conflict.columns(['owner_id', 'container_hash']).doUpdateSet(values))
        .execute();
    },
    async findChallenge(ownerId, container) {
      const row = await database
        .selectFrom('connection_challenge')
        .select('nonce')
        .where('owner_id', '=', ownerId)
        .where('container_hash', '=', containerHash(secrets, container))
        .where('expires_at', '>', sql<Date>`clock_timestamp()`)
        .executeTakeFirst();
      return row?.nonce;
    },
    connect: (owner) => connect(owner, options),
    disconnect: (ownerId) => disconnect(ownerId, options),
    async countElsewhere(ownerId) {
      const { count } = await database
        .selectFrom('consent')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('owner_id', '=', ownerId)
        .where('pod_elsewhere', '=', true)
        .where('status', 'in', ['given', 'paused'])
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

const UNIQUE_VIOLATION = '23505';

async function connect(owner: ConnectedOwner, options: OwnerStoreOptions): Promise<void> {
  const { database, secrets } = options;
  const { ownerId, webId, container, nonce } = owner;
  const values = {
    sealed: seal(secrets.derive('owner-encryption'), ownerId, { webId, container }),
    container_hash: containerHash(secrets, container),
    nonce,
    disconnected_at: null,
  };
  await database
    .transaction()
    .execute(async (trx) => {
      const before = await trx
        .selectFrom('owner')
        .select('container_hash')
        .where('owner_id', '=', ownerId)
        .forUpdate()
        .executeTakeFirst();
      const written = await trx
        .insertInto('owner')
        .values({ owner_id: ownerId, ...values })
        .onConflict((conflict) =>
          conflict
            .column('owner_id')
            .doUpdateSet({ ...values, connected_at: sql<Date>`clock_timestamp()` })
            .where('owner.nonce', 'not like', `${DUE_MARK}%`),
        )
        .executeTakeFirst();
      if (written.numInsertedOrUpdatedRows === 0n) throw yetToBeRead();
      await trx.deleteFrom('connection_challenge').where('owner_id', '=', ownerId).execute();
      // What the pod before confirmed counts no more: each consent has to be found in the new one first.
      if (before !== undefined && !before.container_hash.equals(values.container_hash))
        await trx
          .updateTable('consent')
          .set({ pod_elsewhere: true, pod_checked_at: sql<Date>`'-infinity'` })
          .where('owner_id', '=', ownerId)
          .execute();
      // What outlives the database is on the disk before the database says so; what the database refuses is not in it.
      await options.log.append({ ownerId, webId, container, nonce });
    })
    .catch((error: { code?: string }) => {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      throw new GatewayError('pod_not_proven', "the container is another owner's");
    });
}

/** Nobody is told of anything any more. */
async function disconnect(ownerId: string, { database, log }: OwnerStoreOptions): Promise<void> {
  await log.append({ ownerId, disconnected: true });
  await database.transaction().execute(async (trx) => {
    await trx
      .updateTable('owner')
      .set({ disconnected_at: sql<Date>`clock_timestamp()`, notice_settings: null })
      .where('owner_id', '=', ownerId)
      .execute();
    for (const table of ['push_subscription', 'notice_message'] as const)
      await trx.deleteFrom(table).where('owner_id', '=', ownerId).execute();
  });
}
