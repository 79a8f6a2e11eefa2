import { type InferResult, type Kysely, sql } from 'kysely';
import type { AdapterPayload } from 'oidc-provider';
import { isStoppedByHold } from '../../adapters/postgres/is-stopped-by-hold.ts';
import { KEYS, type Planned, sharedLookup } from '../../adapters/postgres/shared-lookup.ts';
import type { Tables } from '../../adapters/postgres/tables.ts';

/**
 * The library's Grant, made from the consent row at each look: id = consent id, one Grant a consent, never merged. A consent that is
 * not live (ended, paused, past its end, its vendor held and that not lifted for it) is no Grant at all.
 */
export function consentAsGrant(
  options: {
    database: Kysely<Tables>;
    resource: string;
  } & Planned,
): (consentId: string) => Promise<AdapterPayload | undefined> {
  return sharedLookup({
    pool: options.pool,
    name: 'parley-grant',
    statement: liveConsents(options.database),
    entry: (consent) => [consent.id, toGrant(consent, options.resource)],
  });
}

function liveConsents(database: Kysely<Tables>) {
  return database
    .selectFrom('consent')
    .innerJoin('vendor', 'vendor.vendor_id', 'consent.vendor_id')
    .select([
      'consent.id',
      'consent.owner_id',
      'consent.vendor_id',
      'consent.details',
      'consent.until',
      'consent.given_at',
    ])
    .where(sql<boolean>`consent.id = ANY(${KEYS})`)
    .where(sql<boolean>`NOT ${sql.raw(isStoppedByHold('consent', 'vendor'))}`)
    .where('consent.until', '>', sql<Date>`clock_timestamp()`)
    .where((where) =>
      where.or([
        where('consent.status', '=', 'given'),
        where.and([
          where('consent.status', '=', 'paused'),
          where('consent.resume_at', '<=', sql<Date>`clock_timestamp()`),
        ]),
      ]),
    )
    .compile();
}

function toGrant(
  consent: InferResult<ReturnType<typeof liveConsents>>[number],
  resource: string,
): AdapterPayload {
  return {
    kind: 'Grant',
    jti: consent.id,
    accountId: consent.owner_id,
    clientId: consent.vendor_id,
    iat: seconds(consent.given_at),
    exp: seconds(consent.until),
    openid: { scope: 'openid offline_access' },
    resources: { [resource]: 'read' },
    rar: consent.details,
  };
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
