import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SavedReceipt } from '../index.ts';
import { FIRST, itKeepsReceipts } from '../test-support/receipt-store.contract.ts';
import { createFileReceiptStore } from './file-receipt-store.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'parley-receipts-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

const newFolder = (): string => join(root, crypto.randomUUID(), 'receipts');
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('receipts on a disk', () => {
  itKeepsReceipts(async () => {
    const folder = newFolder();
    return [createFileReceiptStore({ folder }), createFileReceiptStore({ folder })];
  });

  it("are this user's alone, and leave no draft behind", async () => {
    const folder = newFolder();
    await createFileReceiptStore({ folder }).save({ ...FIRST, ended: { status: 'expired' } });
    const files = await filesIn(folder);
    expect(files.map((file) => file.slice(folder.length)).sort()).toEqual([
      '/https%3A%2F%2Fgateway.example/consent_6Z0vYx1Q2w3E4r5T6y7U8i/1.json',
      '/https%3A%2F%2Fgateway.example/consent_6Z0vYx1Q2w3E4r5T6y7U8i/ended.json',
    ]);
    for (const file of files) expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('keep the last head of each day', async () => {
    const folder = newFolder();
    const store = createFileReceiptStore({ folder });
    const head = (sequence: number, day: number) => ({
      ...{ sequence, signedAt: `2026-11-${day}T10:00:00.000Z`, signed: `eyJ.${sequence}.x` },
    });
    for (const [sequence, day] of [
      [1, 21],
      [4, 21],
      [3, 21],
      [6, 22],
      [8, 23],
      [7, 23],
    ] as const)
      await store.save({ ...FIRST, head: head(sequence, day) });
    const names = (await filesIn(folder)).filter((file) => file.includes('/heads/'));
    expect(names.map((file) => file.slice(file.lastIndexOf('/') + 1)).sort()).toEqual([
      '2026-11-21.4.json',
      '2026-11-22.6.json',
      '2026-11-23.8.json',
    ]);
    expect((await store.find(FIRST))?.head).toEqual(head(8, 23));
  });

  it.each([
    ['cut off', '{"receipt":"canary'],
    ['empty', ''],
    ['of another consent', JSON.stringify({ ...FIRST, consentId: 'canary' })],
    ['of another version', JSON.stringify({ ...FIRST, version: 2, receipt: 'canary' })],
    ['no object', '"canary"'],
  ])('say what to do where a file is damaged, and not what is in it: %s', async (_case, text) => {
    const folder = newFolder();
    const store = createFileReceiptStore({ folder });
    await store.save(FIRST);
    const [file = ''] = await filesIn(folder);
    await writeFile(file, text);
    const error: Error = await store.find(FIRST).catch((fault) => fault);
    expect(error).toMatchObject({ code: 'store_failed' });
    expect(error.message).toContain(`${file} is damaged; put it back from a backup, or move it away`);
    expect(error.message + String(error.cause)).not.toContain('canary');
    await rm(file);
    expect(await store.find(FIRST)).toBeUndefined();
  });

  it('do not pass over a damaged mark of the end', async () => {
    const folder = newFolder();
    const store = createFileReceiptStore({ folder });
    await store.save({ ...FIRST, ended: { status: 'withdrawn' } });
    const end = (await filesIn(folder)).find((file) => file.endsWith('ended.json')) ?? '';
    await writeFile(end, '{"status":"given"}');
    await expect(store.find(FIRST)).rejects.toMatchObject({ code: 'store_failed' });
  });

  it('pass over what a crash has left of a file that was never saved', async () => {
    const folder = newFolder();
    const store = createFileReceiptStore({ folder });
    await store.save(FIRST);
    const [file = ''] = await filesIn(folder);
    await writeFile(file.replace('1.json', '2.json.4711.draft'), '{"rec');
    expect(await store.find(FIRST)).toEqual(FIRST);
  });

  it.each(['..', '.', 'a/b', 'a\\b', '', 'x'.repeat(101)])('lie nowhere else: %j', async (consentId) => {
    const store = createFileReceiptStore({ folder: newFolder() });
    await expect(store.save({ ...FIRST, consentId })).rejects.toMatchObject({ code: 'store_failed' });
    await expect(store.find({ ...FIRST, consentId })).rejects.toMatchObject({ code: 'store_failed' });
  });

  it('fail where nothing can be written', async () => {
    const folder = newFolder();
    await createFileReceiptStore({ folder }).save(FIRST);
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    await chmod(file, 0o600);
    await expect(createFileReceiptStore({ folder: file }).save(FIRST)).rejects.toThrow(/ENOTDIR|EEXIST/);
  });

  it('survive two processes that save at once', async () => {
    const folder = newFolder();
    const versions = [1, 2].map((process) => saveInAnotherProcess(folder, process));
    expect(await Promise.all(versions)).toEqual([0, 0]);
    const found = await createFileReceiptStore({ folder }).find(FIRST);
    expect(found).toMatchObject({ version: 60, receipt: 'eyJ.60.x', ended: { status: 'withdrawn' } });
  });
});

/** Each saves every second version up to 60, the later ones first. */
async function saveInAnotherProcess(folder: string, which: number): Promise<number | null> {
  const saved: SavedReceipt[] = Array.from({ length: 30 }, (_, at) => {
    const version = 60 - 2 * at - (which === 1 ? 0 : 1);
    const receipt = { ...FIRST, version, receipt: `eyJ.${version}.x` };
    return version === 31 ? { ...receipt, ended: { status: 'withdrawn' } } : receipt;
  });
  const module = fileURLToPath(new URL('file-receipt-store.ts', import.meta.url));
  const program = `
    import { createFileReceiptStore } from ${JSON.stringify(module)};
    const store = createFileReceiptStore({ folder: ${JSON.stringify(folder)} });
    for (const saved of ${JSON.stringify(saved)}) await store.save(saved);`;
  const options = ['--conditions=@parley/source', '--input-type=module', '--eval', program];
  const [code] = await once(spawn(process.execPath, options, { stdio: 'inherit' }), 'close');
  return code as number | null;
}
