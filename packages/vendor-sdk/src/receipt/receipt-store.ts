import type { EndedStatus } from '../consent/ended-status.ts';

/** Which consent: its id is unique at its gateway, and no gateway may overwrite what another has given. */
export interface ConsentKey {
  /** The origin to give to `client.at`. */
  readonly gateway: string;
  readonly consentId: string;
}

/** How a consent ended. */
export interface ConsentEnd {
  readonly status: EndedStatus;
  /** By when the first of what was read has to be gone (RFC 3339). Absent: nothing has to. */
  readonly deleteBy?: string;
}

/**
 * How far the ledger of a consent reached when the gateway said so, signed. It says nothing of what was read; kept, it shows later
 * whether anything written down before it was changed or is gone: `verifyHistory`.
 */
export interface SavedHead {
  /** The number of the last entry. */
  readonly sequence: number;
  /** RFC 3339. */
  readonly signedAt: string;
  readonly signed: string;
}

/** What a vendor must keep of a consent: with the client's key it is enough to read again, for as long as the consent lives. */
export interface SavedReceipt extends ConsentKey {
  readonly version: number;
  readonly receipt: string;
  /** Once the client has heard of it. The receipt stays: it proves what was allowed until then. */
  readonly ended?: ConsentEnd;
  /** The newest head that the client has seen. Keep one a day at the least: then no day can be written anew unseen. */
  readonly head?: SavedHead;
}

/**
 * PORT. Where the client keeps receipts. `save` resolves when what it was given would survive a crash: the client hands out no
 * consent whose receipt is not saved. What is kept only grows, also where two processes save at once, as `newestReceipt` has it: a
 * later version replaces an earlier one, never the reverse, and an end stays.
 *
 * A receipt opens nothing without the client's key. It says what a person has given, so keep it as you keep personal data.
 */
export interface ReceiptStore {
  save(saved: SavedReceipt): Promise<void>;
  find(key: ConsentKey): Promise<SavedReceipt | undefined>;
}

/**
 * What a store keeps when something more is saved for the same consent: for stores of your own.
 *
 * @example
 * ```ts
 * import { newestReceipt, type SavedReceipt } from '@parley/vendor-sdk';
 *
 * function merge(row: SavedReceipt | undefined, saved: SavedReceipt): SavedReceipt {
 *   return newestReceipt(row, saved);
 * }
 * ```
 */
export function newestReceipt(kept: SavedReceipt | undefined, saved: SavedReceipt): SavedReceipt {
  if (kept === undefined) return saved;
  const newest = kept.version > saved.version ? kept : saved;
  const ended = kept.ended ?? saved.ended;
  const head = newestHead(kept.head, saved.head);
  return { ...newest, ...(ended !== undefined && { ended }), ...(head !== undefined && { head }) };
}

/** The one that covers more. */
export function newestHead(one: SavedHead | undefined, other: SavedHead | undefined): SavedHead | undefined {
  return (one?.sequence ?? 0) >= (other?.sequence ?? 0) ? one : other;
}

/**
 * Receipts in memory: for tests and trials. After a restart the owner would have to be asked again.
 *
 * @example
 * ```ts
 * import { createMemoryReceiptStore } from '@parley/vendor-sdk';
 *
 * const store = createMemoryReceiptStore();
 * const key = { gateway: 'https://gateway.example', consentId: 'consent_6Z0vYx1Q2w3E4r5T6y7U8i' };
 * console.log(await store.find(key));
 * ```
 */
export function createMemoryReceiptStore(): ReceiptStore {
  const receipts = new Map<string, SavedReceipt>();
  const nameOf = ({ gateway, consentId }: ConsentKey): string => `${gateway} ${consentId}`;
  return {
    async save(saved) {
      receipts.set(nameOf(saved), newestReceipt(receipts.get(nameOf(saved)), saved));
    },
    async find(key) {
      return receipts.get(nameOf(key));
    },
  };
}
