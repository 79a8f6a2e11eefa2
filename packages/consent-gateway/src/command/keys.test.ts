import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileSecrets } from '../secrets/file-secrets.ts';
import { runCommand } from './run-command.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-keys-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const SECRETS_KEY = randomBytes(32).toString('base64url');
const file = () => join(dataDir, 'secrets.json');

async function key(words: string[], more: Record<string, string> = {}) {
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write(text: string) {
      texts[name] += text;
    },
  });
  const environment = { PARLEY_ORIGIN: 'https://gateway.example', PARLEY_DATA: dataDir, ...more };
  const code = await runCommand(['key', ...words], { environment, out: stream('out'), err: stream('err') });
  return { code, ...texts };
}
const listed = async () => (await key(['list'])).out;
const kidsOf = (list: string) =>
  list.split('\n').flatMap((line) => /^ {2}([\w-]{43}) /.exec(line)?.[1] ?? []);

describe('key list', () => {
  it('says what each key does and what may be done with it, and shows no private half', async () => {
    await openFileSecrets({ dataDir });
    await key(['rotate', 'record']);
    const list = await listed();
    expect(list).toMatch(
      /^token\n {2}\S{43} {2}signs since \S+Z\nrecord\n {2}\S{43} {2}published; signs from \S+Z\n {2}\S{43} {2}signs since \S+Z\nidentity\n/,
    );
    expect(list).toContain(`${file()} is not encrypted.\n`);
    const { tokenKeys } = JSON.parse(await readFile(file(), 'utf8'));
    expect(list).not.toContain(tokenKeys[0].d);
  });

  it('makes no secrets where there are none', async () => {
    for (const words of [['list'], ['rotate', 'token'], ['retire', 'x'], ['decrypt']])
      expect(await key(words)).toMatchObject({
        code: 1,
        err: expect.stringContaining('There are no secrets in'),
      });
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });
});

describe('key rotate', () => {
  it('says when the new key signs, and what comes then', async () => {
    await openFileSecrets({ dataDir });
    const [before] = kidsOf(await listed());
    const { code, out } = await key(['rotate', 'token']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\S{43} is the new token key\. It is published now and signs from \S+Z\.\n/);
    expect(out).toContain(`parley-gateway key retire ${before}\n`);
  });

  it('two at once: one key is made, the other is told of it, and no key is lost', async () => {
    await openFileSecrets({ dataDir });
    const before = kidsOf(await listed());
    const codes = (await Promise.all([key(['rotate', 'token']), key(['rotate', 'token'])])).map(
      ({ code }) => code,
    );
    expect(codes.sort()).toEqual([0, 1]);
    await Promise.all([key(['rotate', 'record']), key(['rotate', 'identity'])]);
    const after = kidsOf(await listed());
    expect(after).toHaveLength(6);
    expect(after).toEqual(expect.arrayContaining(before));
  });
});

describe('key encrypt', () => {
  const withKey = { PARLEY_SECRETS_KEY: SECRETS_KEY };

  it('upgrades a plain file in place, and decrypt brings it back; rotations keep its form', async () => {
    await openFileSecrets({ dataDir });
    const before = await readFile(file(), 'utf8');
    expect(await key(['encrypt'], withKey)).toMatchObject({ code: 0 });
    expect(await readFile(file(), 'utf8')).toContain('"format": "parley-secrets"');
    expect((await key(['list'], withKey)).out).toContain('is encrypted.\n');
    expect(await key(['encrypt'], withKey)).toMatchObject({
      code: 1,
      err: expect.stringContaining('already'),
    });
    expect(await key(['decrypt'], withKey)).toMatchObject({ code: 0 });
    expect(await readFile(file(), 'utf8')).toBe(before);
    await key(['encrypt'], withKey);
    await key(['rotate', 'token'], withKey);
    expect(await readFile(file(), 'utf8')).toContain('"format": "parley-secrets"');
  });

  it('without the right key, nothing is changed and the setting is named', async () => {
    await openFileSecrets({ dataDir });
    await key(['encrypt'], withKey);
    const before = await readFile(file(), 'utf8');
    const other = { PARLEY_SECRETS_KEY: randomBytes(32).toString('base64url') };
    for (const words of [['list'], ['rotate', 'token'], ['decrypt']]) {
      expect(await key(words)).toMatchObject({
        code: 1,
        err: expect.stringContaining('set PARLEY_SECRETS_KEY'),
      });
      const { code, err } = await key(words, other);
      expect(code).toBe(1);
      expect(err).toContain('PARLEY_SECRETS_KEY is not the key');
      expect(err).not.toContain(other.PARLEY_SECRETS_KEY);
    }
    expect(await readFile(file(), 'utf8')).toBe(before);
  });
});

it.each([
  [['rotate'], 'key rotate needs one KIND: token, record or identity.'],
  [['rotate', 'tokens'], "There are no keys of the kind 'tokens'"],
  [['retire'], 'key retire needs the ID of one key'],
  [['encrypt'], 'Encrypted with what? Set PARLEY_SECRETS_KEY'],
  [['steal'], "There is no command 'key steal'."],
])('%j is a wrong use', async (words, message) => {
  expect(await key(words)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
});
