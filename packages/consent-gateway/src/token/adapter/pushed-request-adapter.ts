import { decodeJwt } from 'jose';
import type { Kysely } from 'kysely';
import type { Tables } from '../../adapters/postgres/tables.ts';
import { addRequestedEvent } from '../../adapters/postgres/vendor-events/add-requested-event.ts';
import { itemAdapter, type OidcAdapter } from './item-adapter.ts';

const MODEL = 'PushedAuthorizationRequest';

/** What was pushed, and in one transaction with it that its vendor is told: of the push, not of a browser that comes with it. */
export function pushedRequestAdapter(database: Kysely<Tables>): OidcAdapter {
  return {
    ...itemAdapter(MODEL, database),
    upsert: (id, payload, expiresIn) =>
      database.transaction().execute(async (trx) => {
        await itemAdapter(MODEL, trx).upsert(id, payload, expiresIn);
        const requestJws = String(payload['request'] ?? '');
        await addRequestedEvent(trx, { vendorId: String(decodeJwt(requestJws).iss), requestJws });
        return undefined;
      }),
  };
}
