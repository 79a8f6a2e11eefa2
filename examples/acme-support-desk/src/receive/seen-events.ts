import type { SeenEvents } from '@parley/vendor-sdk';
import type { CopyDatabase } from '../copy/open-copy-database.ts';

/** A gateway tries for a day; what was asked for again may be older. */
const KEPT = '30 days';

/** Which events were handled, over restarts. */
export function createSeenEvents(database: CopyDatabase): SeenEvents {
  return {
    async has(eventId) {
      const { rows } = await database.query('SELECT FROM seen_event WHERE event_id = $1', [eventId]);
      return rows.length > 0;
    },
    async add(eventId) {
      await database.query(`DELETE FROM seen_event WHERE at < now() - $1::interval`, [KEPT]);
      await database.query('INSERT INTO seen_event VALUES ($1) ON CONFLICT DO NOTHING', [eventId]);
    },
  };
}
