import { statfs } from 'node:fs/promises';

/** What a copied consent and a row of the ledger take, with their indexes and what is written ahead of them. */
const BYTES_A_CONSENT = 10_000;
const BYTES_A_LEDGER_ROW = 1_200;
/** Of the space that is free, this much may be used. */
const SHARE = 0.6;

/** How many of the consents, with their rows in the ledger, fit onto the disk. */
export async function roomFor(
  folder: string,
  consents: number,
  ledgerRowsPerConsent: number,
): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  const each = BYTES_A_CONSENT + BYTES_A_LEDGER_ROW * ledgerRowsPerConsent;
  return Math.min(consents, Math.floor((bavail * bsize * SHARE) / each));
}
