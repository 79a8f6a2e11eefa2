import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '@parley/cli';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consents, ledgers, named, receipts, vectorsFolder } from './vectors.ts';

const keys = ['--keys', join(vectorsFolder, 'record-keys.json')];
const vendorKeys = ['--vendor-keys', join(vectorsFolder, 'vendor-keys.json')];
const parties = ['--gateway', receipts.gateway, '--vendor', receipts.vendorId];
const consentFile = 'consents/consent_vectorsAAAAAAAAAAAAAAA.ttl';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-command-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Answer {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

async function parley(...words: string[]): Promise<Answer> {
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write(text: string) {
      texts[name] += text;
    },
  });
  const exitCode = await runCommand(words, { out: stream('out'), err: stream('err') });
  return { exitCode, ...texts };
}

interface Found {
  verified: boolean;
  problems: { code: string; where: string }[];
}

async function parleyJson(...words: string[]): Promise<Found & { exitCode: number }> {
  const { exitCode, out } = await parley(...words, '--json');
  return { exitCode, ...(JSON.parse(out) as Found) };
}

async function write(path: string, content: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

const codesOf = ({ problems }: Found): string[] => problems.map(({ code }) => code);
const codeIn = (problem: string): string => problem.split(' ')[1] ?? '';

describe('parley receipt verify', () => {
  it.each(receipts.vectors)('$name', async ({ receipt, problems }) => {
    const file = await write('receipt.jwt', `${receipt}\n`);
    const found = await parleyJson('receipt', 'verify', file, ...keys, ...vendorKeys, ...parties);
    expect(codesOf(found)).toEqual(problems);
    expect(found).toMatchObject({ exitCode: problems.length === 0 ? 0 : 1, verified: problems.length === 0 });
  });

  it('reads a receipt as the SDK keeps it, and says where in the file it stands', async () => {
    const { receipt } = named(receipts.vectors, 'a byte of the payload is changed');
    const { exitCode, out } = await parley(
      'receipt',
      'verify',
      await write('kept.json', JSON.stringify({ receipt })),
      ...keys,
    );
    expect(exitCode).toBe(1);
    expect(out).toContain(`kept.json, bytes 12 to ${12 + receipt.length}: `);
    expect(out).toMatch(/^NOT VERIFIED: .*signature_invalid\]$/ms);
  });
});

describe('parley consent show', () => {
  it.each(consents.vectors)('$name', async ({ texts, status, problems }) => {
    const file = await write('consent.txt', texts.join('\n'));
    const found = await parleyJson('consent', 'show', file, ...keys, ...vendorKeys, ...parties);
    expect(codesOf(found)).toEqual(problems.map(codeIn));
    expect(found).toMatchObject({ status, exitCode: problems.length === 0 ? 0 : 1 });
  });

  it('tells a whole life from the file of a pod', async () => {
    const { exitCode, out } = await parley('consent', 'show', join(vectorsFolder, consentFile), ...keys);
    expect(exitCode).toBe(0);
    for (const words of [
      'Acme Broadband',
      'Customer care',
      '2027-06-30',
      'paused by the owner',
      'resumed',
      'Now     withdrawn',
    ])
      expect(out).toContain(words);
  });

  it('reads the receipt of a later version alone, but no file of a pod that begins with one', async () => {
    const later = named(consents.vectors, 'a whole life').texts[2] ?? '';
    const receipt = await parleyJson('consent', 'show', await write('receipt.jwt', later), ...keys);
    expect(receipt).toMatchObject({ exitCode: 0, status: 'given' });
    const turtle = `<#s1> <https://w3id.org/parley#sequence> 1; <https://w3id.org/parley#jws> "${later}".`;
    const file = await parleyJson('consent', 'show', await write('consent.ttl', turtle), ...keys);
    expect(codesOf(file)).toEqual(['previous_mismatch', 'version_mismatch']);
  });

  it('shows it without keys too, and says that nobody has checked it', async () => {
    const { exitCode, out } = await parley('consent', 'show', join(vectorsFolder, consentFile));
    expect(exitCode).toBe(1);
    expect(out).toContain('Acme Broadband');
    expect(out).toContain('[not_checked]');
  });

  it('says so where somebody wrote an end into the file without a signature', async () => {
    const { texts } = named(consents.vectors, 'given');
    const turtle = `<#s1> <https://w3id.org/parley#sequence> 1; <https://w3id.org/parley#jws> "${texts[0]}".
      <#me> a <https://w3id.org/dpv#ConsentWithdrawn>.`;
    const found = await parleyJson('consent', 'show', await write('consent.ttl', turtle), ...keys);
    expect(found).toMatchObject({ exitCode: 1, problems: [{ code: 'ended_unsigned' }] });
  });

  it('says so where the file is no Turtle document', async () => {
    const found = await parleyJson(
      'consent',
      'show',
      await write('consent.ttl', 'nothing of the kind {'),
      ...keys,
    );
    expect(found).toMatchObject({ exitCode: 1, problems: [{ code: 'chain_empty' }] });
  });
});

describe('parley ledger verify', () => {
  it.each(ledgers.vectors)('$name', async ({ blocks, problems }) => {
    for (const [index, jws] of blocks.entries()) await write(`2026-11-22/${index + 1}.jws`, jws);
    const found = await parleyJson('ledger', 'verify', folder, ...keys);
    const expected = blocks.length === 0 ? ['ledger_empty'] : problems.map(codeIn);
    expect(codesOf(found)).toEqual(expected);
    expect(found.exitCode).toBe(expected.length === 0 ? 0 : 1);
  });

  it('reads the folder of a pod, and its files in any order', async () => {
    const day = join(vectorsFolder, 'ledger/2026-11-22');
    const files = [3, 1, 2].map((number) => join(day, `${number}.ttl`));
    expect(await parleyJson('ledger', 'verify', join(vectorsFolder, 'ledger'), ...keys)).toMatchObject({
      exitCode: 0,
    });
    expect(await parleyJson('ledger', 'verify', ...files, ...keys)).toMatchObject({
      exitCode: 0,
      blockCount: 3,
    });
  });

  it('finds by what was there before that the end is missing, or is another one', async () => {
    const { blocks } = named(ledgers.vectors, 'good');
    for (const [index, jws] of blocks.entries()) await write(`${index + 1}.jws`, jws);
    const { out } = await parley('ledger', 'verify', folder, ...keys, '--json');
    const heads = ['--heads', await write('heads.json', out)];
    expect(await parleyJson('ledger', 'verify', folder, ...keys, ...heads)).toMatchObject({ exitCode: 0 });
    const shorter = [join(folder, '1.jws'), join(folder, '2.jws')];
    expect(codesOf(await parleyJson('ledger', 'verify', ...shorter, ...keys, ...heads))).toEqual([
      'heads_missing',
      'heads_missing',
    ]);
    const other = [
      '--heads',
      await write('heads.json', JSON.stringify({ block: { number: 2, hash: 'other' } })),
    ];
    expect(codesOf(await parleyJson('ledger', 'verify', folder, ...keys, ...other))).toEqual([
      'heads_differ',
    ]);
  });

  it('finds any changed byte of the signed text in a file of a pod, and names the file', async () => {
    const original = await readFile(join(vectorsFolder, 'ledger/2026-11-22/2.ttl'), 'utf8');
    const [, jws = ''] = /jws "([^"]+)"/.exec(original) ?? [];
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), fc.integer({ min: 1, max: 127 }), async (at, bits) => {
        const place = original.indexOf(jws) + at;
        const other = String.fromCharCode(original.charCodeAt(place) ^ bits);
        const file = await write('2.ttl', original.slice(0, place) + other + original.slice(place + 1));
        const first = join(vectorsFolder, 'ledger/2026-11-22/1.ttl');
        const found = await parleyJson('ledger', 'verify', first, file, ...keys);
        expect(found.exitCode).toBe(1);
        expect(found.problems[0]?.where).toContain('2.ttl');
      }),
      { numRuns: 60 },
    );
  });
});

describe('used wrongly', () => {
  it.each([
    [[], ''],
    [['receipt'], 'There is no command'],
    [['receipt', 'verify'], 'needs one FILE'],
    [['receipt', 'verify', 'a', 'b'], 'needs one FILE'],
    [['receipt', 'verify', 'not-there.jwt', ...keys], 'not-there.jwt cannot be read'],
    [['receipt', 'verify', join(vectorsFolder, consentFile), ...keys], 'parley consent show'],
    [['receipt', 'verify', 'a', '--what'], 'Unknown option'],
    [['consent', 'show'], 'needs one FILE'],
    [['ledger', 'verify', ...keys], 'needs a FOLDER'],
    [['ledger', 'verify', vectorsFolder], '--keys'],
    [['ledger', 'verify', 'not-there', ...keys], 'not-there is not there'],
    [
      ['ledger', 'verify', vectorsFolder, ...keys, '--heads', join(vectorsFolder, 'record-keys.json')],
      'no heads',
    ],
    [['ledger', 'verify', vectorsFolder, '--keys', join(vectorsFolder, 'receipts.json')], 'no public keys'],
  ])('%j ends with 2', async (words, expected) => {
    const { exitCode, err } = await parley(...words);
    expect(exitCode).toBe(2);
    expect(err).toContain(expected);
  });

  it('says how it is used', async () => {
    const { exitCode, out } = await parley('--help');
    expect(exitCode).toBe(0);
    for (const word of ['receipt verify', 'ledger verify', 'consent show', '--keys', 'Exit codes'])
      expect(out).toContain(word);
  });
});
