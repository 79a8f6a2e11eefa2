import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { NoticeFinder } from '../../../notify/notice.ts';
import type { Tables } from '../tables.ts';

type Sql = RawBuilder<unknown>;

/**
 * Each kind of notice is one statement over the rows that it is about. Its cause is unique: looking again, and two processes that look at
 * once, add nothing.
 */
export function createNoticeFinder({ database }: { database: Kysely<Tables> }): NoticeFinder {
  const addAll = async (found: readonly Sql[]): Promise<void> => {
    for (const rows of found)
      await sql`
        INSERT INTO notice (owner_id, kind, cause, vendor_id, consent_id, request_id, unusual, issue_id)
        SELECT owner_id, kind, cause, vendor_id, consent_id, request_id, unusual, issue_id FROM (${rows}) found
        ON CONFLICT DO NOTHING`.execute(database);
  };
  return {
    findNew: (since) =>
      addAll([
        requests(since),
        firstReads(since),
        manyReads(since),
        newCategories(since),
        holds(since),
        messages(since),
        openings(since),
      ]),
    findDue: () => addAll([endings, reviews, waitingBlocks, waitingStatements]),
  };
}

/** What a notice says of itself: its kind and cause, and ids as SQL. */
const says = (
  kind: string,
  cause: Sql,
  about: { vendor?: string; consent?: string; request?: string; unusual?: string; issue?: string },
): Sql => {
  const id = (column: string | undefined) => sql.raw(column ?? 'NULL::text');
  return sql`${kind}::text AS kind, ${cause} AS cause, ${id(about.vendor)} AS vendor_id, ${id(about.consent)} AS consent_id,
    ${id(about.request)} AS request_id, ${about.unusual ?? null}::text AS unusual, ${id(about.issue)} AS issue_id`;
};

/** By a browser the owner comes along. */
const requests = (since: Date): Sql => sql`
  SELECT r.owner_id, ${says('request', sql`r.request_id`, { vendor: 'r.vendor_id', request: 'r.request_id' })}
  FROM access_request r
  WHERE r.came_by <> 'redirect' AND r.owner_id IS NOT NULL AND r.status = 'requested' AND r.asked_at >= ${since}`;

/** Days of consents on which something was read since. */
const freshDays = (since: Date): Sql => sql`
  SELECT * FROM read_day WHERE day >= (${since}::timestamptz AT TIME ZONE 'UTC')::date AND reads > 0 AND last_read_at >= ${since}`;

const firstReads = (since: Date): Sql => sql`
  SELECT DISTINCT ON (d.owner_id, d.vendor_id) d.owner_id,
    ${says('first_read', sql`d.vendor_id`, { vendor: 'd.vendor_id', consent: 'd.consent_id' })}
  FROM (${freshDays(since)}) d
  WHERE NOT EXISTS (SELECT FROM read_day p
    WHERE p.owner_id = d.owner_id AND p.vendor_id = d.vendor_id AND p.day < d.day AND p.reads > 0)`;

/** Of a vendor that had read before: on its first day nothing is known of what is usual. */
const MANY_READS = 20;
const TIMES_AS_MANY = 3;
const DAYS_BEFORE = 14;

const manyReads = (since: Date): Sql => sql`
  SELECT f.owner_id,
    ${says('unusual_read', sql`concat_ws(' ', 'many_reads', f.vendor_id, f.day)`, { vendor: 'f.vendor_id', unusual: 'many_reads' })}
  FROM (SELECT DISTINCT owner_id, vendor_id, day FROM (${freshDays(since)}) d) f CROSS JOIN LATERAL (
    SELECT bool_or(day < f.day) AS is_known, max(reads) FILTER (WHERE day = f.day) AS present,
      max(reads) FILTER (WHERE day BETWEEN f.day - ${DAYS_BEFORE}::int AND f.day - 1) AS most
    FROM (SELECT day, sum(reads) AS reads FROM read_day p
      WHERE p.owner_id = f.owner_id AND p.vendor_id = f.vendor_id AND p.day <= f.day AND p.reads > 0 GROUP BY day) days) s
  WHERE s.is_known AND s.present >= ${MANY_READS} AND s.present > ${TIMES_AS_MANY} * coalesce(s.most, 0)`;

const DAYS_UNTIL_NEW = 30;

const newCategories = (since: Date): Sql => sql`
  SELECT DISTINCT ON (d.owner_id, d.vendor_id, category) d.owner_id,
    ${says('unusual_read', sql`concat_ws(' ', 'new_category', d.vendor_id, category)`, {
      vendor: 'd.vendor_id',
      consent: 'd.consent_id',
      unusual: 'new_category',
    })}
  FROM (${freshDays(since)}) d CROSS JOIN LATERAL unnest(d.categories) AS category
  WHERE EXISTS (SELECT FROM read_day p
      WHERE p.owner_id = d.owner_id AND p.vendor_id = d.vendor_id AND p.day <= d.day - ${DAYS_UNTIL_NEW}::int AND p.reads > 0)
    AND NOT EXISTS (SELECT FROM read_day p
      WHERE p.owner_id = d.owner_id AND p.vendor_id = d.vendor_id AND p.day < d.day AND category = ANY(p.categories))`;

const holds = (since: Date): Sql => sql`
  SELECT DISTINCT c.owner_id,
    ${says('vendor_held', sql`concat_ws(' ', v.vendor_id, extract(epoch FROM v.held_at))`, { vendor: 'v.vendor_id' })}
  FROM vendor v JOIN consent c USING (vendor_id) WHERE v.held_at >= ${since} AND c.status IN ('given', 'paused')`;

const inIssue = { vendor: 'c.vendor_id', consent: 'c.id', issue: 'm.issue_id' };

/** Once an hour for each thread, and not where the owner has muted it. */
const messages = (since: Date): Sql => sql`
  SELECT DISTINCT c.owner_id,
    ${says('message', sql`concat_ws(' ', m.consent_id, m.issue_id, date_trunc('hour', m.done_at AT TIME ZONE 'UTC'))`, inIssue)}
  FROM vendor_message m JOIN consent c ON c.id = m.consent_id
  WHERE m.done_at >= ${since} AND NOT m.quiet AND NOT m.opens`;

const openings = (since: Date): Sql => sql`
  SELECT c.owner_id, ${says('opened', sql`concat_ws(' ', m.consent_id, m.issue_id)`, inIssue)}
  FROM vendor_message m JOIN consent c ON c.id = m.consent_id
  WHERE m.done_at >= ${since} AND NOT m.quiet AND m.opens`;

const consentAnd = { vendor: 'c.vendor_id', consent: 'c.id' };

/** Not of a consent that was given for less. */
const endings = sql`
  SELECT c.owner_id, ${says('ending', sql`concat_ws(' ', c.id, extract(epoch FROM c.until))`, consentAnd)}
  FROM consent c
  WHERE c.status IN ('given', 'paused') AND c.until > clock_timestamp() AND c.until <= clock_timestamp() + interval '7 days'
    AND c.given_at < c.until - interval '7 days'`;

/** Within two days: what was given long before the database was lost comes when its time is. */
const reviews = sql`
  SELECT c.owner_id, ${says('review', sql`concat_ws(' ', c.id, n.times)`, consentAnd)}
  FROM consent c CROSS JOIN LATERAL (
    SELECT floor(extract(epoch FROM clock_timestamp() - c.given_at) / (90 * 86400))::int AS times) n
  WHERE c.status IN ('given', 'paused') AND c.until > clock_timestamp() AND n.times >= 1
    AND clock_timestamp() < c.given_at + (n.times * 90 + 2) * interval '1 day'`;

const waitingBlocks = sql`
  SELECT b.owner_id, ${says('records_held', sql`concat_ws(' ', 'block', min(b.number))`, {})}
  FROM block b JOIN owner o USING (owner_id)
  WHERE b.in_pod_at IS NULL AND b.sealed_at < clock_timestamp() - interval '1 hour' AND o.disconnected_at IS NULL
  GROUP BY b.owner_id`;

/** So many tries take an hour. */
const TRIES_OF_AN_HOUR = 20;

const waitingStatements = sql`
  SELECT p.owner_id, ${says('records_held', sql`concat_ws(' ', 'statement', min(p.id))`, {})}
  FROM pod_outbox p JOIN owner o USING (owner_id)
  WHERE p.done_at IS NULL AND p.attempts >= ${TRIES_OF_AN_HOUR} AND o.disconnected_at IS NULL
  GROUP BY p.owner_id`;
