// Writes the test vectors, with which any implementation can check its verification: node scripts/run.mjs scripts/write-vectors.ts
// In: the fixed keys in test/vectors/private-keys.json. Out: everything else there.

import { globSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attackedLedgers } from './vectors/attacked-ledgers.ts';
import { attackedReceipts } from './vectors/attacked-receipts.ts';
import { chainVectors, consentLife } from './vectors/chain-vectors.ts';
import { historyVectors } from './vectors/history-vectors.ts';
import { allRecordKeys, keyHistoryVectors } from './vectors/key-history-vectors.ts';
import { goodBlocks, ledgerVectors, signBlock } from './vectors/ledger-vectors.ts';
import { podFiles } from './vectors/pod-files.ts';
import { receiptVectors } from './vectors/receipt-vectors.ts';
import { reportVectors } from './vectors/report-vectors.ts';
import { createSigner } from './vectors/signer.ts';
import { GATEWAY, VENDOR } from './vectors/story.ts';
import { publicKeySet, recordKey, vendorKey } from './vectors/vector-keys.ts';

const folder = fileURLToPath(new URL('../test/vectors/', import.meta.url));
const earlier = globSync('*.json', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
const sign = createSigner(earlier.join('\n'));

const blocks = await Promise.all(
  (await goodBlocks()).map(async (claims) => ({ claims, jws: await signBlock(sign, claims) })),
);
const receipts = await receiptVectors(sign);
receipts.push(...(await attackedReceipts(sign, receipts[0]?.receipt ?? '')));
const context = { gateway: GATEWAY, vendorId: VENDOR };
const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
const files = new Map([
  ['record-keys.json', json(publicKeySet(recordKey))],
  ['vendor-keys.json', json(publicKeySet(vendorKey))],
  ['receipts.json', json({ ...context, vectors: receipts })],
  [
    'consents.json',
    json({ ...context, vectors: [...(await chainVectors(sign)), ...(await reportVectors(sign))] }),
  ],
  [
    'ledgers.json',
    json({ ...context, vectors: [...(await ledgerVectors(sign)), ...(await attackedLedgers(sign))] }),
  ],
  ['histories.json', json({ ...context, vectors: await historyVectors(sign) })],
  ['all-record-keys.json', json(allRecordKeys())],
  ['key-histories.json', json({ ...context, vectors: await keyHistoryVectors(sign) })],
  ...(await podFiles(await consentLife(sign), blocks)),
]);
for (const [path, text] of files) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
console.log(`wrote ${files.size} files to test/vectors`);
