import type { Kysely } from 'kysely';
import { errors } from 'oidc-provider';
import type { Tables } from '../../adapters/postgres/tables.ts';
import type { VendorDirectory } from '../../vendor/vendor-directory.ts';
import { atRestAsDigest } from './at-rest-as-digest.ts';
import { backchannelAdapter } from './backchannel-adapter.ts';
import { consentAsGrant } from './consent-as-grant.ts';
import { inSeconds, itemAdapter, type OidcAdapter, type Payload, toPayload } from './item-adapter.ts';
import { pushedRequestAdapter } from './pushed-request-adapter.ts';

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
    if (model === 'RefreshToken') return atRestAsDigest(refreshTokenAdapter(options));
    if (model === 'AuthorizationCode') return atRestAsDigest(itemAdapter(model, options.database));
    if (model === 'PushedAuthorizationRequest') return pushedRequestAdapter(options.database);
    if (model === 'BackchannelAuthenticationRequest')
      return backchannelAdapter(itemAdapter(model, options.database), options.database);
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
