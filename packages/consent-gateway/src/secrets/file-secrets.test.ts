import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileSecrets } from './file-secrets.ts';

let root: string;
let dataDir: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'parley-secrets-'));
  dataDir = join(root, 'data', 'gateway');
});
afterEach(() => rm(root, { recursive: true, force: true }));
const file = () => join(dataDir, 'secrets.json');
const open = () => openFileSecrets({ dataDir });
const changed = async (change: (content: Record<string, unknown>) => unknown) => {
  const content = JSON.parse(await readFile(file(), 'utf8'));
  await writeFile(file(), JSON.stringify(change(content) ?? content));
};

describe('the secrets file', () => {
  it('is made at the first start, for its owner’s eyes only, and nothing else is left', async () => {
    await open();
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['secrets.json']);
  });

  it('is made with keys of its own for each kind of signature', async () => {
    const { tokenKeys, recordKeys, identityKeys } = await open();
    const kids = [...tokenKeys, ...recordKeys, ...identityKeys].map(({ kid }) => kid);
    expect(new Set(kids).size).toBe(3);
    for (const key of tokenKeys) {
      expect(key.publicJwk).not.toHaveProperty('d');
      expect(key.privateJwk).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', kid: key.kid });
    }
  });

  it('is the same at the next start', async () => {
    const [first, second] = [await open(), await open()];
    expect(second.tokenKeys.map(({ privateJwk }) => privateJwk)).toEqual(
      first.tokenKeys.map(({ privateJwk }) => privateJwk),
    );
    expect(second.derive('item')).toEqual(first.derive('item'));
  });

  it('is made once by ten at the same time: all have the same secrets', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, open));
    const [first] = all;
    for (const each of all) {
      expect(each.derive('item')).toEqual(first?.derive('item'));
      expect(each.recordKeys.map(({ kid }) => kid)).toEqual(first?.recordKeys.map(({ kid }) => kid));
    }
    expect(await readdir(dataDir)).toEqual(['secrets.json']);
  });

  it('is made although a process that was killed left its draft behind', async () => {
    await open();
    await rm(file());
    await writeFile(`${file()}.${process.pid}`, 'half');
    await expect(open()).resolves.toBeDefined();
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"rootSecret":'],
    ['another shape', '{}'],
    ['a list', '[]'],
  ])('with %s in it is damaged, and left as it is', async (_what, text) => {
    await open();
    await writeFile(file(), text);
    await expect(open()).rejects.toThrow(
      new Error(`The secrets in ${file()} are damaged: restore the file from a backup.`),
    );
    expect(await readFile(file(), 'utf8')).toBe(text);
  });

  type Content = { rootSecret: string; tokenKeys: Record<string, unknown>[]; extra?: string };
  it.each<[string, (content: Content) => void]>([
    ['a short root secret', (content) => (content.rootSecret = 'AAAA')],
    ['no token key', (content) => (content.tokenKeys = [])],
    ['a key without its private part', (content) => delete content.tokenKeys[0]?.['d']],
    ['a key of another curve', (content) => Object.assign(content.tokenKeys[0] ?? {}, { crv: 'P-384' })],
    ['a key that is no point', (content) => Object.assign(content.tokenKeys[0] ?? {}, { x: 'AAAA' })],
    ['a member nobody knows', (content) => (content.extra = 'x')],
  ])('with %s is damaged', async (_what, change) => {
    await open();
    await changed((content) => void change(content as unknown as Content));
    await expect(open()).rejects.toThrow(/^The secrets in .* are damaged: restore the file from a backup\.$/);
  });

  it('in a place that is no folder cannot be read', async () => {
    await writeFile(join(root, 'data'), '');
    await expect(open()).rejects.toThrow(`The secrets in ${file()} cannot be read: ENOTDIR`);
  });
});

describe('what is derived from the root secret', () => {
  it('is 32 bytes, another for each use', async () => {
    const secrets = await open();
    const uses = [
      'owner-id',
      'pairwise',
      'item',
      'cursor',
      'cookie',
      'nonce',
      'owner-encryption',
      'container',
      'login-hint',
    ] as const;
    const keys = uses.map((use) => secrets.derive(use));
    for (const key of keys) expect(key).toHaveLength(32);
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(uses.length);
  });

  it('stays the same for ever: ids, sealed owners and cursors depend on it', async () => {
    await open();
    await changed((content) => ({ ...content, rootSecret: Buffer.alloc(32, 7).toString('base64url') }));
    const secrets = await open();
    expect(secrets.derive('owner-id').toString('base64url')).toBe(
      'smkvsgaior5CSbDrRa20mcRxLATIqIdBXAi4X9EEdXo',
    );
    expect(secrets.derive('item').toString('base64url')).toBe('bnKG_yWn0gpYRxr7oaLSWua2jE6IAZuyhkAwEkJM3YQ');
  });
});
