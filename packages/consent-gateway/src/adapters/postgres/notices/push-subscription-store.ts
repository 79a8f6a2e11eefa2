import { type Kysely, sql } from 'kysely';
import type { PushSubscription, PushSubscriptionStore } from '../../../notify/push-subscription.ts';
import { keyedDigest } from '../../../secrets/digests.ts';
import { seal, unseal } from '../../../secrets/seal.ts';
import type { Tables } from '../tables.ts';

const MOST_OF_AN_OWNER = 10;

/** Browsers of owners in PostgreSQL: sealed, under a keyed digest of their endpoints. */
export function createPushSubscriptionStore(options: {
  database: Kysely<Tables>;
  sealingKey: Buffer;
}): PushSubscriptionStore {
  const { database, sealingKey } = options;
  return {
    async add(ownerId, { endpoint, keys }) {
      const subscriptionId = keyedDigest(sealingKey, 'push-subscription', ownerId, endpoint).toString(
        'base64url',
      );
      const values = {
        sealed: seal(sealingKey, subscriptionId, { endpoint, keys }),
        created_at: sql<Date>`clock_timestamp()`,
      };
      await database
        .insertInto('push_subscription')
        .values({ subscription_id: subscriptionId, owner_id: ownerId, ...values })
        .onConflict((conflict) => conflict.column('subscription_id').doUpdateSet(values))
        .execute();
      await sql`
        DELETE FROM push_subscription WHERE subscription_id IN (
          SELECT subscription_id FROM push_subscription WHERE owner_id = ${ownerId}
          ORDER BY created_at DESC OFFSET ${MOST_OF_AN_OWNER})`.execute(database);
      return subscriptionId;
    },
    async list(ownerId) {
      const rows = await database
        .selectFrom('push_subscription')
        .select(['subscription_id', 'sealed'])
        .where('owner_id', '=', ownerId)
        .execute();
      return rows.map(({ subscription_id: subscriptionId, sealed }) => ({
        subscriptionId,
        ...(unseal(sealingKey, subscriptionId, sealed) as Omit<PushSubscription, 'subscriptionId'>),
      }));
    },
    async remove(ownerId, subscriptionId) {
      const { numDeletedRows } = await database
        .deleteFrom('push_subscription')
        .where('owner_id', '=', ownerId)
        .where('subscription_id', '=', subscriptionId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
