import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PublicJwk } from '@parley/protocol';
import type {
  ChainProblemCode,
  ConsentStatus,
  HistoryProblemCode,
  LedgerProblemCode,
  PublicKeySet,
  ReceiptProblemCode,
} from '@parley/vendor-sdk';

export const vectorsFolder = fileURLToPath(new URL('../vectors/', import.meta.url));

function read<T>(file: string): T {
  return JSON.parse(readFileSync(`${vectorsFolder}${file}`, 'utf8')) as T;
}

interface VectorFile<T> {
  readonly gateway: string;
  readonly vendorId: string;
  readonly vectors: readonly (T & { readonly name: string })[];
}

export const recordKeys = read<PublicKeySet>('record-keys.json');
export const vendorKeys = read<PublicKeySet>('vendor-keys.json');
export const receipts =
  read<VectorFile<{ receipt: string; problems: ReceiptProblemCode[] }>>('receipts.json');
export const consents =
  read<
    VectorFile<{ texts: string[]; status: ConsentStatus | null; problems: `${number} ${ChainProblemCode}`[] }>
  >('consents.json');
export const ledgers =
  read<VectorFile<{ blocks: string[]; problems: `${number} ${LedgerProblemCode}`[] }>>('ledgers.json');

export const histories =
  read<VectorFile<{ heads: string[]; blocks: string[]; problems: HistoryProblemCode[] }>>('histories.json');
export const allRecordKeys = read<{ keys: PublicJwk[] }>('all-record-keys.json');
export const keyHistories =
  read<VectorFile<{ statements: string[]; trusted: string[]; known: string[] }>>('key-histories.json');

/** The vector of this name. */
export function named<T extends { name: string }>(vectors: readonly T[], name: string): T {
  const found = vectors.find((vector) => vector.name === name);
  if (found === undefined) throw new Error(`There is no vector '${name}'.`);
  return found;
}
