import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSecretsKey } from './secrets-key.ts';

const text = randomBytes(32).toString('base64url');
const bytes = Buffer.from(text, 'base64url');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-secrets-key-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = (secretsKey?: string, secretsKeyFile?: string) => readSecretsKey({ secretsKey, secretsKeyFile });

it('comes from the environment, from a file, or not at all', async () => {
  const file = join(folder, 'key');
  await writeFile(file, `${text}\n`);
  expect(await read(text)).toEqual({ bytes, setting: 'PARLEY_SECRETS_KEY' });
  expect(await read(undefined, file)).toEqual({ bytes, setting: 'PARLEY_SECRETS_KEY_FILE' });
  expect(await read()).toBeUndefined();
});

it.each(['', 'short', `${text}A`, `${text.slice(0, -1)}=`])(
  'is not %j in a file, which is named',
  async (content) => {
    const file = join(folder, 'key');
    await writeFile(file, content);
    await expect(read(undefined, file)).rejects.toThrow(`PARLEY_SECRETS_KEY_FILE: ${file} does not hold 32`);
  },
);

it('is not in a file that is not there', async () => {
  await expect(read(undefined, join(folder, 'key'))).rejects.toThrow('PARLEY_SECRETS_KEY_FILE: ');
});
