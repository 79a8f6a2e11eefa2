import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type {
  ChainProblemCode,
  ConsentStatus,
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

/** The vector of this name. */
export function named<T extends { name: string }>(vectors: readonly T[], name: string): T {
  const found = vectors.find((vector) => vector.name === name);
  if (found === undefined) throw new Error(`There is no vector '${name}'.`);
  return found;
}
