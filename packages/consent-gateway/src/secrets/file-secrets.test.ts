import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newKey } from './file/new-key.ts';
import type { SecretsKey } from './file/secrets-envelope.ts';
import { openFileSecrets } from './file-secrets.ts';
import { keyKinds } from './secrets.ts';

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
const newStoredKey = (signsFrom = new Date()) => newKey({ now: new Date(), signsFrom });
const addTo = (content: Record<string, unknown>, list: string, key: object) => ({
  ...content,
  [list]: [key, ...(content[list] as object[])],
});

describe('the secrets file', () => {
  it('is made at the first start, for its owner’s eyes only, and nothing else is left', async () => {
    await open();
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['secrets.json']);
  });

  it('is made with keys of its own for each kind of signature', async () => {
    const secrets = await open();
    const kids = keyKinds.flatMap((kind) => secrets.publishedKeys(kind).map((key) => key.kid));
    expect(new Set(kids).size).toBe(3);
    for (const key of secrets.signingKeys('token')) {
      expect(key.publicJwk).not.toHaveProperty('d');
      expect(key.privateJwk).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', kid: key.kid });
    }
  });

  it('is the same at the next start', async () => {
    const [first, second] = [await open(), await open()];
    expect(second.signingKeys('token')[0].privateJwk).toEqual(first.signingKeys('token')[0].privateJwk);
    expect(second.derive('item')).toEqual(first.derive('item'));
  });

  it('is made once by ten at the same time: all have the same secrets', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, open));
    const [first] = all;
    for (const each of all) {
      expect(each.derive('item')).toEqual(first?.derive('item'));
      expect(each.signingKeys('record')[0].kid).toBe(first?.signingKeys('record')[0].kid);
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

  it.each([
    ['of one kind', 'tokenKeys', 'tokenKeys'],
    ['of two kinds', 'tokenKeys', 'recordKeys'],
  ] as const)('A45d with two keys %s under one id is refused, which it names', async (_what, one, other) => {
    await open();
    const [first, second] = [await newStoredKey(), await newStoredKey()];
    await changed((content) => addTo(addTo(content, one, first), other, { ...second, kid: first.kid }));
    await expect(open()).rejects.toThrow(`Two keys in ${file()} have the id ${first.kid}: `);
  });

  it('from before there were rotations opens, and its keys sign', async () => {
    await open();
    await changed((content) => {
      for (const name of ['tokenKeys', 'recordKeys', 'identityKeys'])
        for (const key of content[name] as Record<string, unknown>[]) {
          delete key['createdAt'];
          delete key['signsFrom'];
        }
    });
    const secrets = await open();
    for (const kind of keyKinds) expect(secrets.signingKeys(kind)).toHaveLength(1);
  });

  it('in a place that is no folder cannot be read', async () => {
    await writeFile(join(root, 'data'), '');
    await expect(open()).rejects.toThrow(`The secrets in ${file()} cannot be read: ENOTDIR`);
  });
});

describe('a changed secrets file', () => {
  const clock = { at: new Date('2026-11-22T12:00:00Z') };
  const openAt = () => openFileSecrets({ dataDir, now: () => clock.at });
  const later = (minutes: number) => new Date(clock.at.getTime() + minutes * 60_000);

  it('is taken over by who has it open: what is new is published, and signs when its time has come', async () => {
    const secrets = await openAt();
    const [before] = secrets.signingKeys('token');
    expect(await secrets.refresh()).toBe(false);
    const next = await newStoredKey(later(15));
    await changed((content) => addTo(content, 'tokenKeys', next));
    expect(await secrets.refresh()).toBe(true);
    expect(secrets.publishedKeys('token').map(({ kid }) => kid)).toEqual([next.kid, before.kid]);
    expect(secrets.signingKeys('token').map(({ kid }) => kid)).toEqual([before.kid, next.kid]);
    clock.at = later(15);
    expect(secrets.signingKeys('token').map(({ kid }) => kid)).toEqual([next.kid, before.kid]);
  });

  it('keeps a retired record key published, marked, and never signs with it', async () => {
    const secrets = await openAt();
    const retired = { ...(await newStoredKey(later(-99))), d: undefined, retiredAt: '2026-11-20T00:00:00Z' };
    await changed((content) => ({
      ...content,
      recordKeys: [...(content['recordKeys'] as object[]), retired],
    }));
    await secrets.refresh();
    expect(secrets.publishedKeys('record')[1]?.publicJwk).toMatchObject({
      kid: retired.kid,
      exp: Date.parse('2026-11-20T00:00:00Z') / 1000,
    });
    expect(secrets.signingKeys('record')).toHaveLength(1);
  });

  it.each([
    ['half of it', async () => writeFile(file(), '{"rootSecret":'), 'are damaged'],
    ['nothing', async () => rm(file()), 'There are no secrets'],
    [
      "another gateway's",
      async () => changed((content) => ({ ...content, rootSecret: 'B'.repeat(43) })),
      'nothing of it is used before a restart',
    ],
  ])('with %s in it is told of, and what was known stays in use', async (_what, change, message) => {
    const secrets = await openAt();
    const [before] = secrets.signingKeys('token');
    await change();
    await expect(secrets.refresh()).rejects.toThrow(message);
    expect(secrets.signingKeys('token')[0]).toBe(before);
  });
});

describe('with a key to encrypt it', () => {
  const key: SecretsKey = { bytes: Buffer.alloc(32, 1), setting: 'PARLEY_SECRETS_KEY' };

  it('the file is made encrypted, and opened again', async () => {
    const first = await openFileSecrets({ dataDir, key });
    expect(await readFile(file(), 'utf8')).toContain('"format": "parley-secrets"');
    expect((await openFileSecrets({ dataDir, key })).derive('item')).toEqual(first.derive('item'));
    expect(first.isEncrypted).toBe(true);
  });

  it('a wrong key changes nothing', async () => {
    await openFileSecrets({ dataDir, key });
    const before = await readFile(file(), 'utf8');
    const wrong = { ...key, bytes: Buffer.alloc(32, 2) };
    await expect(openFileSecrets({ dataDir, key: wrong })).rejects.toThrow(
      'PARLEY_SECRETS_KEY is not the key',
    );
    await expect(open()).rejects.toThrow('set PARLEY_SECRETS_KEY or PARLEY_SECRETS_KEY_FILE');
    expect(await readFile(file(), 'utf8')).toBe(before);
    expect(await readdir(dataDir)).toEqual(['secrets.json']);
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
