import { sha256 } from '@parley/protocol';
import { type Kysely, sql, type Transaction } from 'kysely';
import {
  ASKING_LIMITS,
  BACKCHANNEL_SECONDS,
  type BackchannelRequest,
  type BackchannelRequestStore,
  POLL_PACE,
} from '../../access-request/backchannel-request.ts';
import type { Tables } from './tables.ts';
import { addRequestedEvent } from './vendor-events/add-requested-event.ts';

/** Requests without a browser in PostgreSQL. For whatever hint the same statements run, in the same order. */
export function createBackchannelRequestStore({
  database,
}: {
  database: Kysely<Tables>;
}): BackchannelRequestStore {
  return {
    receive: (request) => database.transaction().execute((trx) => receive(trx, request)),
    async pollsTooSoon(authReqId) {
      // What the vendor was told is a little more than what is held against it: the network is not even.
      const { rows } = await sql<{ is_too_soon: boolean }>`
        UPDATE access_request r SET polled_at = clock_timestamp(),
          poll_seconds = CASE WHEN before.is_too_soon THEN least(${POLL_PACE.longest}, before.seconds + ${POLL_PACE.step}) ELSE before.seconds END
        FROM (SELECT request_id, pace.seconds,
            coalesce(polled_at + make_interval(secs => pace.seconds - ${TOLERANCE_SECONDS}) > clock_timestamp(), false) AS is_too_soon
          FROM access_request, LATERAL (SELECT coalesce(poll_seconds, ${POLL_PACE.interval})::int AS seconds) pace
          WHERE auth_req_id = ${authReqId} FOR UPDATE OF access_request) before
        WHERE r.request_id = before.request_id
        RETURNING before.is_too_soon`.execute(database);
      return rows[0]?.is_too_soon ?? false;
    },
  };
}

const TOLERANCE_SECONDS = 2;

async function receive(trx: Transaction<Tables>, request: BackchannelRequest): Promise<void> {
  // One vendor's requests with one hint go one after the other, so that the limits hold for many at once.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${request.vendorId} ${request.subject}`}, 0))`.execute(
    trx,
  );
  const invited = await useInvitation(trx, request);
  const deferring = await useDeferral(trx, request);
  const known = await findKnown(trx, request);
  const ownerId = invited ?? deferring ?? known ?? null;
  await trx
    .insertInto('access_request')
    .values({
      request_id: request.requestId,
      vendor_id: request.vendorId,
      came_by: invited === undefined ? 'ciba' : 'invitation',
      auth_req_id: request.authReqId,
      binding_message: request.bindingMessage,
      details: JSON.stringify(request.details),
      // What leads to nobody may name anybody: it is not kept.
      request_jws: ownerId === null ? '' : request.requestJws,
      request_sha256: await sha256(request.requestJws),
      expires_at: sql<Date>`clock_timestamp() + make_interval(secs => ${BACKCHANNEL_SECONDS})`,
      status: 'requested',
      owner_id: ownerId,
      notice_at: ownerId === null ? null : sql<Date>`clock_timestamp()`,
      interaction_uid: null,
      app_challenge: null,
      continue_hash: null,
      consent_id: null,
    })
    .execute();
  await addRequestedEvent(trx, request);
}

const isConnected = (ownerId: string) =>
  sql`EXISTS (SELECT FROM owner o WHERE o.owner_id = ${sql.ref(ownerId)} AND o.disconnected_at IS NULL)`;

/** The owner does not want to be asked by this vendor for now. `since`: and has said so after that. */
const isSilenced = (ownerId: string, vendorId: string, since = sql`'-infinity'::timestamptz`) =>
  sql`EXISTS (SELECT FROM silence s WHERE s.owner_id = ${sql.ref(ownerId)} AND s.vendor_id = ${vendorId}
    AND s.expires_at > clock_timestamp() AND s.since >= ${since})`;

/** Takes the invitation, once on all processes together. */
async function useInvitation(
  trx: Transaction<Tables>,
  request: BackchannelRequest,
): Promise<string | undefined> {
  const { requestId, vendorId, vendorHost = null, invitationHash } = request;
  const { rows } = await sql<{ owner_id: string }>`
    UPDATE invitation i SET used_at = clock_timestamp(), used_by = ${vendorId}, request_id = ${requestId}
    WHERE i.code_hash = ${invitationHash} AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp()
      AND (i.vendor_id = ${vendorId} OR i.host = ${vendorHost}) AND ${isConnected('i.owner_id')}
      AND NOT ${isSilenced('i.owner_id', vendorId, sql`i.created_at`)}
    RETURNING i.owner_id`.execute(trx);
  return rows[0]?.owner_id;
}

/** Takes the place of what the owner has deferred: only for exactly the same. */
async function useDeferral(
  trx: Transaction<Tables>,
  request: BackchannelRequest,
): Promise<string | undefined> {
  const { vendorId, deferralHash, details } = request;
  const { rows } = await sql<{ owner_id: string }>`
    UPDATE access_request r SET status = 'cancelled', hint_hash = NULL
    WHERE r.hint_hash = ${deferralHash} AND r.vendor_id = ${vendorId} AND r.status = 'deferred'
      AND r.expires_at > clock_timestamp() AND r.details = ${JSON.stringify(details)}::jsonb
      AND ${isConnected('r.owner_id')} AND NOT ${isSilenced('r.owner_id', vendorId)}
    RETURNING r.owner_id`.execute(trx);
  return rows[0]?.owner_id;
}

/** The owner whom the vendor knows by this subject, if she may be asked now. */
async function findKnown(trx: Transaction<Tables>, request: BackchannelRequest): Promise<string | undefined> {
  const { vendorId, subject, details } = request;
  const { rows } = await sql<{ owner_id: string }>`
    SELECT c.owner_id FROM consent c
    WHERE c.vendor_id = ${vendorId} AND c.subject = ${subject}
      AND ${isConnected('c.owner_id')} AND NOT ${isSilenced('c.owner_id', vendorId)}
      AND (SELECT count(*) FILTER (WHERE asked.is_open) < ${ASKING_LIMITS.waiting}
          AND count(*) FILTER (WHERE asked.is_open AND asked.details = ${JSON.stringify(details)}::jsonb) = 0
          AND count(*) FILTER (WHERE asked.asked_at > clock_timestamp() - interval '24 hours') < ${ASKING_LIMITS.perDay}
        FROM (SELECT r.details, r.asked_at, r.status IN ('requested', 'deferred') AND r.expires_at > clock_timestamp() AS is_open
          FROM access_request r WHERE r.owner_id = c.owner_id AND r.vendor_id = ${vendorId} AND r.came_by = 'ciba') asked)
    LIMIT 1`.execute(trx);
  return rows[0]?.owner_id;
}
