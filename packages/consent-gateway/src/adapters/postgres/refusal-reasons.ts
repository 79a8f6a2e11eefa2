import { type AuthorizationDetails, type ConsentStatus, firstDeletion, hasEnded } from '@parley/protocol';
import type pg from 'pg';
import type { DisclosureResult, ReadIntent } from '../../ledger/ledger.ts';
import { FLOORED_CLOCK, UTC_DAY } from './instants.ts';
import { isStoppedByHold } from './is-stopped-by-hold.ts';
import { readParameters } from './read-parameters.ts';

type Refused = Extract<DisclosureResult, { disclosed: false }>;

/** How a refused read stands a moment after it was refused. All of a consent is `null` where there is none. */
export interface RefusedReadState {
  readonly ord: number;
  readonly status: ConsentStatus | null;
  readonly resume_at: Date | null;
  readonly ended_at: Date | null;
  readonly until: Date;
  readonly details: AuthorizationDetails;
  readonly is_past_end: boolean;
  /** The version in force. */
  readonly version: number;
  readonly is_same_version: boolean;
  readonly is_held: boolean;
  readonly is_covered: boolean;
  readonly is_paused: boolean;
  readonly is_confirmed: boolean;
  readonly is_replay: boolean;
  readonly is_used_up: boolean;
  readonly seconds_to_next_day: number;
}

const STATEMENT = `
SELECT b.ord, c.status, c.resume_at, c.ended_at, c.until, c.details, c.until <= t.now AS is_past_end, c.version, c.version = b.version AS is_same_version,
  ${isStoppedByHold('c', 'v')} AS is_held, coalesce(e.until > t.now, false) AS is_covered,
  c.status = 'paused' AND (c.resume_at IS NULL OR c.resume_at > t.now) AS is_paused,
  c.pod_checked_at > t.clock - interval '30 s' AND c.pod_checked_at <= t.clock AS is_confirmed,
  b.iat <= t.clock - interval '300 s' OR b.iat >= t.clock + interval '120 s'
    OR EXISTS (SELECT FROM journal j WHERE j.proof = b.proof AND j.iat = b.iat) AS is_replay,
  coalesce(e.day = ${UTC_DAY('t.now')} AND e.reads_today >= e.max_reads, e.max_reads = 0, false) AS is_used_up,
  86400 - (extract(epoch FROM t.now)::bigint % 86400)::int AS seconds_to_next_day
FROM unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::text[], $6::bytea[], $7::timestamptz[])
  AS b(ord, consent_id, version, purpose, vendor_id, proof, iat)
LEFT JOIN consent c ON c.id = b.consent_id AND c.vendor_id = b.vendor_id
LEFT JOIN vendor v ON v.vendor_id = c.vendor_id
LEFT JOIN consent_entry e ON e.consent_id = c.id AND e.purpose = b.purpose
CROSS JOIN LATERAL (SELECT clock_timestamp() AS clock, ${FLOORED_CLOCK('c.owner_id')} AS now) t`;

/** Names the reason for each refused read. Only an explanation: nothing is decided here. */
export async function refusalReasons(pool: pg.Pool, reads: readonly ReadIntent[]): Promise<Refused[]> {
  if (reads.length === 0) return [];
  const { rows } = await pool.query<RefusedReadState>({
    name: 'parley-refusal-reasons',
    text: STATEMENT,
    values: readParameters(reads),
  });
  const states = new Map(rows.map((row) => [row.ord, row]));
  return reads.map((_, index) => reasonOf(states.get(index)));
}

const CONFIRM_SECONDS = 2;
const CHANGED_SECONDS = 1;

/** The first that holds, from what ends a consent to what passes by itself. */
export function reasonOf(state: RefusedReadState | undefined): Refused {
  const refuse = (reason: Refused['reason'], more: Partial<Refused> = {}): Refused => ({
    disclosed: false,
    reason,
    ...more,
  });
  if (state === undefined || state.status === null) return refuse('invalid_token');
  const consentStatus = !hasEnded(state.status) && state.is_past_end ? 'expired' : state.status;
  if (hasEnded(consentStatus)) {
    const deleteBy = firstDeletion(state.details, state.ended_at ?? state.until);
    return refuse('invalid_token', { consentStatus, ...(deleteBy && { deleteBy }) });
  }
  if (state.is_held) return refuse('vendor_held', { consentStatus });
  if (!state.is_same_version) {
    const { version: consentVersion, details: presentDetails } = state;
    return refuse('invalid_token', { consentStatus, consentVersion, presentDetails });
  }
  if (state.is_paused) {
    return refuse('consent_paused', {
      consentStatus,
      ...(state.resume_at && { resumesAt: state.resume_at }),
    });
  }
  if (!state.is_covered) return refuse('insufficient_authorization', { consentStatus });
  if (state.is_replay) return refuse('invalid_dpop_proof');
  if (state.is_used_up) return refuse('read_limit', { retryAfterSeconds: state.seconds_to_next_day });
  // Not confirmed in the pod within the staleness bound, or what refused it has passed meanwhile.
  return refuse('temporarily_unavailable', {
    retryAfterSeconds: state.is_confirmed ? CHANGED_SECONDS : CONFIRM_SECONDS,
  });
}
