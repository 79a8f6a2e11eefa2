import { z } from 'zod';

/**
 * What the ledger says of one read, reply or act. Never a value: names of fields and numbers of items only.
 * `sequence` and `at` stand beside it: they are given when the entry is journalled and chained.
 */
export const ledgerEntryBodySchema = z.strictObject({
  /** entry_… */
  id: z.string(),
  /**
   * `gap`: the gateway lost its database. What it had written down between `firstAt` and `lastAt`, and not yet into the pod, is lost:
   * entries from this one's sequence number on that somebody may know of. The chain goes on from the last entry in the pod.
   */
  kind: z.enum(['read', 'reply', 'act', 'gap']),
  outcome: z.enum(['disclosed', 'done', 'refused']),
  consentId: z.string(),
  version: z.int(),
  /** The vendor's client id. */
  vendorId: z.string(),
  /** For an act: give, withdraw, … */
  act: z.string().optional(),
  by: z.enum(['owner', 'vendor', 'operator', 'gateway']).optional(),
  purpose: z.string().optional(),
  category: z.string().optional(),
  fields: z.array(z.string()).optional(),
  itemCount: z.int().optional(),
  /** `jti` of the access token. */
  tokenId: z.string().optional(),
  requestId: z.string().optional(),
  /** Why it was refused, as a problem code; then `count`, `firstAt`, `lastAt` cover one hour. */
  reason: z.string().optional(),
  count: z.int().optional(),
  firstAt: z.string().optional(),
  lastAt: z.string().optional(),
});
export type LedgerEntryBody = z.output<typeof ledgerEntryBodySchema>;

/** An entry in its consent's chain. */
export const chainedEntrySchema = z.strictObject({
  consentId: z.string(),
  sequence: z.int().min(1),
  /** RFC 3339 with microseconds, by the database's clock. */
  at: z.string(),
  /** The exact JSON text of a `LedgerEntryBody`: its bytes are what the chain covers. */
  body: z.string(),
});
export type ChainedEntry = z.output<typeof chainedEntrySchema>;

/**
 * A block: all entries of one owner that were chained since the block before. Signed, it is one file in the pod.
 *
 * - link(entry) = sha256(join('\n', previous link, sequence, at, sha256(body))); the link before the first is sha256('parley-ledger\n' + consentId)
 * - hash(block) = sha256(join('\n', previous hash, number, JSON.stringify(heads))); the hash before the first is sha256('parley-blocks\n' + owner)
 */
export const blockClaimsSchema = z.strictObject({
  iss: z.url(),
  iat: z.int(),
  /** The owner's opaque id at this gateway. */
  owner: z.string(),
  /** 1, 2, 3 … without a gap. */
  number: z.int().min(1),
  previous: z.string(),
  hash: z.string(),
  /** For each consent with entries here: its id, its last sequence number and link, sorted by id. */
  heads: z.array(z.tuple([z.string(), z.int(), z.string()])),
  entries: z.array(chainedEntrySchema),
});
export type BlockClaims = z.output<typeof blockClaimsSchema>;
