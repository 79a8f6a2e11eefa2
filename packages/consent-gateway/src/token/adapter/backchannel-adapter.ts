import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../adapters/postgres/tables.ts';
import { markPickedUp, type OidcAdapter, type Payload } from './item-adapter.ts';

/** A vendor that comes after the end is told that it is over, and one whose consent waits can still come: for a day, and one to spare. */
const KEPT_LONGER_SECONDS = 2 * 24 * 60 * 60;
const LONG_AGO = 1;
const NOT_YET = Number.MAX_SAFE_INTEGER;

/**
 * What a vendor polls, made at each look from the access request itself: the owner's decision is the answer, from the moment at which it
 * is committed, on every process; and its end comes by the database's clock. `items` keeps the library's own part, without what was asked.
 */
export function backchannelAdapter(items: OidcAdapter, database: Kysely<Tables>): OidcAdapter {
  const requestOf = (authReqId: string) =>
    database
      .selectFrom('access_request as r')
      .leftJoin('consent', 'consent.id', 'r.consent_id')
      .select(['r.status', 'r.owner_id', 'r.consent_id', 'r.refusal_told', 'consent.details'])
      .select(sql<boolean>`r.expires_at <= clock_timestamp()`.as('is_over'))
      .where('auth_req_id', '=', authReqId)
      .executeTakeFirst();
  return {
    ...items,
    upsert: (id, { params: _params, claims: _claims, ...payload }: Payload, expiresIn = 0) =>
      items.upsert(id, payload, expiresIn + KEPT_LONGER_SECONDS),
    async find(id) {
      const [item, request] = await Promise.all([items.find(id), requestOf(id)]);
      if (item === undefined || request === undefined) return undefined;
      const isGiven = request.status === 'given';
      return {
        ...item,
        exp: request.is_over && !isGiven ? LONG_AGO : NOT_YET,
        ...(isGiven
          ? { accountId: request.owner_id, grantId: request.consent_id, rar: request.details }
          : {}),
        ...(request.status === 'refused' && request.refusal_told ? { error: 'access_denied' } : {}),
      };
    },
    async consume(id) {
      await items.consume(id);
      const consentId = (await requestOf(id))?.consent_id;
      if (typeof consentId === 'string') await markPickedUp(database, consentId);
      return undefined;
    },
    revokeByGrantId: async () => undefined,
  };
}
