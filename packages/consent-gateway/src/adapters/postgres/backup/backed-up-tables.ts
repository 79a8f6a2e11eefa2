/**
 * What a backup holds, parents first. Left out is what must not come back: codes, refresh tokens, sign-ins, used proofs, open requests,
 * notices and the browsers that are told of them, what vendors are told, and what was just being written. Vendors go on with their receipts.
 */
export const BACKED_UP_TABLES = [
  'vendor',
  'vendor_webhook',
  'owner',
  'consent',
  'consent_entry',
  'pod_outbox',
  'journal',
  'refused_read',
  'read_day',
  'consent_chain',
  'owner_chain',
  'block',
  'operator_act',
  'operator_act_head',
] as const;
export type BackedUpTable = (typeof BACKED_UP_TABLES)[number];

export const isBackedUpTable = (name: unknown): name is BackedUpTable =>
  BACKED_UP_TABLES.some((table) => table === name);
