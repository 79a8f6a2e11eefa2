import { type Kysely, sql } from 'kysely';
import { errors } from 'oidc-provider';
import { KEYS, type Planned, sharedLookup } from '../../adapters/postgres/shared-lookup.ts';
import type { Tables } from '../../adapters/postgres/tables.ts';
import type { VendorDirectory } from '../../vendor/vendor-directory.ts';
import { atRestAsDigest } from './at-rest-as-digest.ts';
import { backchannelAdapter } from './backchannel-adapter.ts';
import { consentAsGrant } from './consent-as-grant.ts';
import { itemAdapter, type OidcAdapter, type Payload, toPayload } from './item-adapter.ts';
import { pushedRequestAdapter } from './pushed-request-adapter.ts';
import { usedOnceAdapter } from './used-once-adapter.ts';

interface AdapterOptions extends Planned {
  readonly database: Kysely<Tables>;
  readonly vendors: Pick<VendorDirectory, 'find'>;
  readonly resource: string;
  /** The vendor has revoked its refresh token: it gives the consent back. */
  readonly relinquish: (consentId: string) => Promise<unknown>;
}

/**
 * The storage contract of oidc-provider on PostgreSQL. One-time things are taken by one statement, so that of many equal
 * requests exactly one succeeds on all processes together. Clients are the vendor directory; a Grant is the live consent itself.
 */
export function createAdapterFactory(options: AdapterOptions): (model: string) => OidcAdapter {
  return (model) => {
    if (model === 'Client') return clientAdapter(options.vendors);
    if (model === 'Grant') return grantAdapter(options);
    if (model === 'ReplayDetection') return usedOnceAdapter(options);
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
function grantAdapter(options: AdapterOptions): OidcAdapter {
  return {
    ...unused,
    upsert: async () => undefined,
    find: consentAsGrant(options),
    destroy: async (consentId) => {
      await options.database.deleteFrom('oidc_item').where('grant_id', '=', consentId).execute();
    },
  };
}

/**
 * Refresh tokens are destroyed one by one only where the vendor revokes one (RFC 7009): then the consent ends first, so that a revocation
 * that was cut off can be repeated. What ends with its grant goes by `revokeByGrantId`, and ends no consent.
 */
function refreshTokenAdapter({ database, pool, relinquish }: AdapterOptions): OidcAdapter {
  const items = itemAdapter('RefreshToken', database);
  return {
    ...items,
    // Also past its time, which the library looks at itself: its vendor is then told what became of the consent.
    find: sharedLookup({
      pool,
      name: 'parley-refresh-token',
      statement: database
        .selectFrom('oidc_item')
        .select(['id', 'payload', 'consumed_at'])
        .where('model', '=', 'RefreshToken')
        .where(sql<boolean>`id = ANY(${KEYS})`)
        .compile(),
      entry: (row) => [row.id, toPayload(row)],
    }),
    async destroy(id) {
      const token = (await items.find(id)) as Payload | undefined;
      if (token?.grantId !== undefined) await relinquish(token.grantId);
      return items.destroy(id);
    },
  };
}
