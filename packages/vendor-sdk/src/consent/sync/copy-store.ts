import type { ItemChange } from '@parley/protocol';

/** An item that a copy holds, by the names it has in `CopyStore.apply`. */
export interface HeldItem {
  readonly category: string;
  readonly id: string;
}

/**
 * PORT: where a vendor keeps its copy of what one consent shows for one purpose.
 *
 * > [!WARNING]
 * > `apply` keeps changes and cursor together, in one transaction: after a crash both are there or neither. Otherwise the copy and what the
 * > gateway knows of it go apart, and what was removed stays for ever.
 *
 * @example
 * ```ts
 * import type { CopyStore } from '@parley/vendor-sdk';
 *
 * interface Sql {
 *   query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
 *   transaction(work: (sql: Sql) => Promise<void>): Promise<void>;
 * }
 *
 * function copyIn(sql: Sql, consentId: string): CopyStore {
 *   return {
 *     async load() {
 *       const rows = await sql.query<{ cursor: string }>('SELECT cursor FROM copy WHERE consent = $1', [consentId]);
 *       return rows[0]?.cursor;
 *     },
 *     items: () => sql.query('SELECT category, id FROM item WHERE consent = $1', [consentId]),
 *     apply: (changes, cursor) =>
 *       sql.transaction(async (each) => {
 *         for (const { category, id, ...change } of changes) {
 *           await each.query('DELETE FROM item WHERE consent = $1 AND category = $2 AND id = $3', [consentId, category, id]);
 *           if (change.type === 'upserted')
 *             await each.query('INSERT INTO item VALUES ($1, $2, $3, $4)', [consentId, category, id, change.item]);
 *         }
 *         await each.query('INSERT INTO copy VALUES ($1, $2) ON CONFLICT (consent) DO UPDATE SET cursor = $2', [consentId, cursor]);
 *       }),
 *   };
 * }
 * ```
 */
export interface CopyStore {
  /** The cursor of the last `apply`, as it was given. `undefined`: there was none. */
  load(): Promise<string | undefined>;
  /** All items that the copy holds. Asked for only where the copy has to be compared as a whole. */
  items(): Promise<readonly HeldItem[]>;
  /** `upserted`: the item takes the place of what is held of it. `removed`: it is deleted, also where nothing is held of it. */
  apply(changes: readonly ItemChange[], cursor: string): Promise<void>;
}
