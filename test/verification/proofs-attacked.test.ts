// What somebody could try with proofs in their hands, each shown to the command: it names each with its code, the right exit code, and in
// words. The first of each kind goes to a process of its own too, which may read files and nothing else.

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '@parley/cli';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runParley } from '../support/run-parley.ts';
import { consents, histories, ledgers, named, receipts, vectorsFolder } from './vectors.ts';

const keys = ['--keys', join(vectorsFolder, 'record-keys.json')];
const parties = ['--gateway', receipts.gateway, '--vendor', receipts.vendorId];
const vendorKeys = ['--vendor-keys', join(vectorsFolder, 'vendor-keys.json')];
const good = named(receipts.vectors, 'good').receipt;
const blocks = named(ledgers.vectors, 'good').blocks;
const { heads } = named(histories.vectors, 'good');

let root: string;
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'parley-attacked-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Files in a folder of their own. */
async function write(files: Readonly<Record<string, string>>): Promise<string> {
  folders += 1;
  const folder = join(root, String(folders));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

const ledgerOf = (texts: readonly string[]): Promise<string> =>
  write(Object.fromEntries(texts.map((jws, at) => [`2026-11-22/${at + 1}.jws`, jws])));

const vectorOfReceipt = (name: string): string => named(receipts.vectors, name).receipt;
const vectorOfLedger = (name: string): readonly string[] => named(ledgers.vectors, name).blocks;
const vectorOfHistory = (name: string) => named(histories.vectors, name);

/** The good ledger as a pod has it, and what somebody wrote into one of its files. */
async function podLedger(change: (turtle: string) => string): Promise<string> {
  const folder = await write({});
  await cp(join(vectorsFolder, 'ledger'), folder, { recursive: true });
  const file = join(folder, '2026-11-22', '2.ttl');
  await writeFile(file, change(await readFile(file, 'utf8')));
  return folder;
}

interface Row {
  readonly attack: string;
  /** The command line. */
  readonly words: () => Promise<string[]>;
  readonly code: string;
  readonly inWords: string;
}

const receiptRow = (attack: string, receipt: string, [code, inWords]: [string, string]): Row => ({
  attack,
  words: async () => [
    ...['receipt', 'verify', join(await write({ 'receipt.jwt': receipt }), 'receipt.jwt')],
    ...[...keys, ...vendorKeys, ...parties],
  ],
  code,
  inWords,
});
const ledgerRow = (attack: string, texts: readonly string[], [code, inWords]: [string, string]): Row => ({
  attack,
  words: async () => ['ledger', 'verify', await ledgerOf(texts), ...keys],
  code,
  inWords,
});
const historyRow = (attack: string, name: string, [code, inWords]: [string, string]): Row => ({
  attack,
  async words() {
    const vector = vectorOfHistory(name);
    const kept = join(await write({ 'heads.txt': vector.heads.join('\n') }), 'heads.txt');
    return ['ledger', 'verify', await ledgerOf(vector.blocks), ...keys, '--heads', kept];
  },
  code,
  inWords,
});

const FORGED: [string, string] = [
  'signature_invalid',
  'its signature is not that of the gateway over this content',
];
const MISSING: [string, string] = ['heads_missing', 'it was there before and is missing now'];
const DIFFERS: [string, string] = ['heads_differ', 'it is another one than was there before'];

const RECEIPTS: readonly Row[] = [
  receiptRow('a byte of the payload changed', vectorOfReceipt('a byte of the payload is changed'), FORGED),
  receiptRow('a byte of the header changed', vectorOfReceipt('a byte of the header is changed'), FORGED),
  receiptRow(
    'a byte of the signature changed',
    vectorOfReceipt('a byte of the signature is changed'),
    FORGED,
  ),
  receiptRow("forged with the vendor's key", vectorOfReceipt("signed with the vendor's key"), FORGED),
  receiptRow(
    'forged with a key of its own',
    vectorOfReceipt('signed with a key of its own, that its header brings along'),
    FORGED,
  ),
  receiptRow(
    "forged with another gateway's record key",
    vectorOfReceipt('signed by another gateway'),
    FORGED,
  ),
  receiptRow('of another gateway', vectorOfReceipt('of another gateway'), [
    'other_gateway',
    'issued it, not',
  ]),
  receiptRow('for another vendor', vectorOfReceipt('for another vendor'), [
    'other_vendor',
    'it was issued for',
  ]),
  receiptRow('with the consent ids in it swapped', vectorOfReceipt('the record names another consent'), [
    'record_mismatch',
    'the record',
  ]),
  {
    attack: 'with the id of another consent beside it',
    words: () => keptBeside({ consentId: 'consent_vectorsBBBBBBBBBBBBBBB', version: 1 }),
    code: 'beside_differs',
    inWords: "'consentId' beside the receipt is not consent_vectorsAAAAAAAAAAAAAAA",
  },
  {
    attack: 'of an older version, said to be the newest',
    words: () => keptBeside({ version: 3 }),
    code: 'beside_differs',
    inWords: "'version' beside the receipt is not 1",
  },
  {
    attack: "of an older version, beside the owner's ledger",
    async words() {
      const file = join(await write({ 'receipt.jwt': good }), 'receipt.jwt');
      const { blocks: later } = named(ledgers.vectors, 'a later version');
      return ['receipt', 'verify', file, ...keys, '--ledger', await ledgerOf(later)];
    },
    code: 'newer_version',
    inWords: 'it is of version 1, but there has been a version 2 since',
  },
];

async function keptBeside(beside: object): Promise<string[]> {
  const kept = { gateway: receipts.gateway, ...beside, receipt: good };
  return ['receipt', 'verify', join(await write({ '1.json': JSON.stringify(kept) }), '1.json'), ...keys];
}

const LEDGERS: readonly Row[] = [
  ledgerRow('a byte changed', vectorOfLedger('a byte of the second block is changed'), FORGED),
  ledgerRow('a row missing', vectorOfLedger('an entry is missing'), [
    'entry_out_of_sequence',
    'stands after entry',
  ]),
  ledgerRow('two rows in another order', vectorOfLedger('two entries in another order'), [
    'entry_out_of_sequence',
    'stands after entry',
  ]),
  ledgerRow('a row twice', vectorOfLedger('an entry is there twice'), [
    'entry_out_of_sequence',
    'stands after entry',
  ]),
  ledgerRow(
    'a row under the id of another consent',
    vectorOfLedger('an entry under the id of another consent'),
    ['entry_malformed', 'cannot be read'],
  ),
  ledgerRow('a block missing', vectorOfLedger('the second block is missing'), [
    'block_missing',
    '1 missing before',
  ]),
  ledgerRow('a block twice', vectorOfLedger('a block is there twice'), [
    'block_out_of_order',
    'stands after block',
  ]),
  ledgerRow(
    'a block forged with another gateway’s record key',
    vectorOfLedger('a block forged with another key'),
    FORGED,
  ),
  ledgerRow(
    "a block forged with a vendor's key",
    vectorOfLedger("a block forged with a vendor's key"),
    FORGED,
  ),
  historyRow('cut off at its end, by a vendor’s head', 'the last block is cut off', MISSING),
  historyRow('a day written anew by the gateway itself', 'the gateway has written a day anew', DIFFERS),
  historyRow('a gap forged by somebody else', 'a gap forged by somebody else', FORGED),
  historyRow(
    'a gap declared for what was told after it',
    'a gap that was declared before the head was signed explains nothing',
    DIFFERS,
  ),
  historyRow("a head of the vendor's own making", "a head of the vendor's own making", [
    'head_invalid',
    'it is no head that the gateway has signed',
  ]),
  {
    attack: 'another company beside a right signed text',
    words: async () => [
      ...['ledger', 'verify', await podLedger((turtle) => turtle.replace('acme.example', 'bolt.example'))],
      ...keys,
    ],
    code: 'projection_differs',
    inWords: 'what stands beside the signed text, for other apps to read, is not what was signed',
  },
  {
    attack: 'an entry more beside a right signed text',
    words: async () => [
      ...[
        'ledger',
        'verify',
        await podLedger(
          (turtle) => `${turtle}\n<#e9> <http://purl.org/dc/terms/identifier> "https://bolt.example".`,
        ),
      ],
      ...keys,
    ],
    code: 'projection_differs',
    inWords: 'what stands beside the signed text, for other apps to read, is not what was signed',
  },
];

/** The command in this process. */
async function parley(...words: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => {
      said[name] += text;
    },
  });
  const exitCode = await runCommand(words, { out: stream('out'), err: stream('err') });
  return { exitCode, ...said };
}

describe.each([
  ['parley receipt verify finds a receipt', RECEIPTS],
  ['parley ledger verify finds', LEDGERS],
])('%s', (_command, rows) => {
  it.each(rows)('$attack: $code', async ({ words, code, inWords }) => {
    const { exitCode, out, err } = await parley(...(await words()));
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: '' });
    expect(out).toMatch(/^NOT VERIFIED: /);
    expect(out).toContain(`[${code}]`);
    expect(out).toContain(inWords);
  });

  it('the same in a process of its own', { timeout: 60_000 }, async () => {
    const words = (await rows[0]?.words()) ?? [];
    expect(await runParley(...words)).toEqual(await parley(...words));
  });
});

it('what nobody has touched is verified, by itself and with what the vendor has kept', async () => {
  const file = join(await write({ 'receipt.jwt': good }), 'receipt.jwt');
  const ledger = await ledgerOf(blocks);
  const kept = await write(
    Object.fromEntries(
      heads.map((signed, at) => [
        `2026-11-2${at}.${at + 1}.json`,
        JSON.stringify({ sequence: at + 1, signed }),
      ]),
    ),
  );
  const runs = [
    ['receipt', 'verify', file, ...keys, ...vendorKeys, ...parties, '--ledger', ledger],
    ['ledger', 'verify', ledger, ...keys, '--heads', kept],
    ['ledger', 'verify', join(vectorsFolder, 'ledger'), ...keys],
  ];
  for (const words of runs) expect(await parley(...words)).toMatchObject({ exitCode: 0, err: '' });
  expect(named(consents.vectors, 'given').texts[0]).toBe(good);
});
