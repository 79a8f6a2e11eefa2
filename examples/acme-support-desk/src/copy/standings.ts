// Where each consent stands, as far as the desk has heard. What it was told of is written down before anything is done about it.

import type { ConsentState } from '@parley/vendor-sdk';
import type { CopyDatabase } from './open-copy-database.ts';

export interface Standing {
  readonly consentId: string;
  /** Who gave it, by an id that only Acme has. */
  readonly subject: string | null;
  /** It may be worked with now. */
  readonly isOpen: boolean;
  /** As the gateway said it last. `null`: not asked yet. */
  readonly state: ConsentState | null;
  /** When the copy was erased. */
  readonly deletedAt: Date | null;
}

export interface Standings {
  /** There is something to look at. `closes`: until it was looked at, nothing of the consent is shown. */
  tell(consentId: string, options?: { readonly closes: boolean }): Promise<void>;
  /** How much there is to look at: what `saw` says again. */
  told(consentId: string): Promise<number>;
  saw(consentId: string, looked: { told: number; subject: string; state: ConsentState }): Promise<void>;
  tried(consentId: string): Promise<void>;
  /** Those with something to look at, and those that nobody has looked at since. */
  due(since: Date): Promise<string[]>;
  find(consentId: string): Promise<Standing | undefined>;
  all(): Promise<Standing[]>;
}

const COLUMNS = `consent_id AS "consentId", subject, is_open AS "isOpen", state, deleted_at AS "deletedAt"`;

export function createStandings(database: CopyDatabase): Standings {
  return {
    async tell(consentId, { closes } = { closes: false }) {
      await database.query(
        `INSERT INTO consent (consent_id) VALUES ($1)
         ON CONFLICT (consent_id) DO UPDATE SET told = consent.told + 1, is_open = consent.is_open AND NOT $2`,
        [consentId, closes],
      );
    },
    async told(consentId) {
      const { rows } = await database.query<{ told: number }>(
        'SELECT told FROM consent WHERE consent_id = $1',
        [consentId],
      );
      return rows[0]?.told ?? 0;
    },
    async saw(consentId, { told, subject, state }) {
      const isOpen = state.status === 'given' && !state.isHeld;
      // A report that was not taken is tried again.
      const isDone = state.deletionReport.state !== 'unanswered' && state.deletionReport.state !== 'late';
      await database.query(
        `UPDATE consent SET subject = $2, state = $3, looked_at = now(), seen = CASE WHEN $4 THEN $5 ELSE seen END,
           is_open = $6 AND (is_open OR told = $5) WHERE consent_id = $1`,
        [consentId, subject, JSON.stringify(state), isDone, told, isOpen],
      );
    },
    async tried(consentId) {
      await database.query(`INSERT INTO read VALUES ($1, now(), false, '{}')`, [consentId]);
    },
    async due(since) {
      const { rows } = await database.query<{ consent_id: string }>(
        `SELECT consent_id FROM consent WHERE told > seen OR looked_at IS NULL
           OR (looked_at < $1 AND state ->> 'endedAt' IS NULL) ORDER BY looked_at NULLS FIRST`,
        [since],
      );
      return rows.map(({ consent_id }) => consent_id);
    },
    async find(consentId) {
      const text = `SELECT ${COLUMNS} FROM consent WHERE consent_id = $1`;
      return (await database.query<Standing>(text, [consentId])).rows[0];
    },
    async all() {
      return (await database.query<Standing>(`SELECT ${COLUMNS} FROM consent ORDER BY consent_id`)).rows;
    },
  };
}
