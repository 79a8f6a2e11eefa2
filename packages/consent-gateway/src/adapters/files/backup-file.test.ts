import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackupFile, openBackupFile } from './backup-file.ts';

const KEY = Buffer.alloc(32, 1);
const ROWS = [
  { table: 'owner', row: '{"owner_id":"a"}' },
  { table: 'vendor', row: JSON.stringify({ name: 'two \u2028 lines, [no] end' }) },
] as const;
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-backup-'));
  path = join(folder, 'backup');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(key = KEY) {
  const writer = await createBackupFile({ path, key, now: new Date('2026-11-22T12:00:00Z') });
  await writer.begin(['0001-main-job']);
  for (const row of ROWS) await writer.add(row);
  return writer;
}
async function read(key = KEY) {
  const { schema, rows } = await openBackupFile({ path, key });
  const all = [];
  for await (const { table, row } of rows) all.push({ table, row: JSON.parse(row) as unknown });
  return { schema, all };
}

describe('a backup file', () => {
  it('gives back what was written, for its owner’s eyes only, and leaves nothing beside it', async () => {
    const { rows, bytes } = await (await write()).finish();
    const { size, mode } = await stat(path);
    expect({ rows, bytes, mode: mode & 0o777 }).toEqual({ rows: 2, bytes: size, mode: 0o600 });
    expect(await readdir(folder)).toEqual(['backup']);
    expect(await read()).toEqual({
      schema: ['0001-main-job'],
      all: ROWS.map(({ table, row }) => ({ table, row: JSON.parse(row) })),
    });
  });

  it('is not there before it is whole, and nothing of one that was given up', async () => {
    const writer = await write();
    expect(await readdir(folder)).not.toContain('backup');
    await writer.abandon();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each<[string, (text: string) => string]>([
    ['cut off before its end', (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)],
    ['cut off in a row', (text) => text.slice(0, text.indexOf('owner_id') + 4)],
    ['with a changed byte', (text) => text.replace('"a"', '"b"')],
    ['with a row taken out', (text) => text.split('\n').toSpliced(1, 1).join('\n')],
    [
      'with a row twice',
      (text) =>
        text
          .split('\n')
          .toSpliced(1, 0, text.split('\n')[1] ?? '')
          .join('\n'),
    ],
    ['with rows of a table that is none of ours', (text) => text.replace('["owner"', '["pg_authid"')],
    ['with something behind its end', (text) => `${text}["owner",{}]\n`],
  ])('%s is refused', async (_what, spoil) => {
    await (await write()).finish();
    await writeFile(path, spoil(await readFile(path, 'utf8')));
    await expect(read()).rejects.toThrow(`${path} is damaged or cut off: nothing of it was restored.`);
  });

  it('of another gateway is refused before anything else', async () => {
    await (await write(Buffer.alloc(32, 2))).finish();
    await expect(read()).rejects.toThrow('is a backup of another gateway');
  });

  it.each(['', '{}', 'PGDMP', '{"format":"parley-backup-2"}'])(
    'that is none (%j) is told so',
    async (text) => {
      await writeFile(path, text);
      await expect(read()).rejects.toThrow(`${path} is no backup of a Parley gateway.`);
    },
  );
});
