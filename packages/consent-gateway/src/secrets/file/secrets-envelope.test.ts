import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newKey } from './new-key.ts';
import type { SecretsContent } from './secrets-content.ts';
import { readSecrets, type SecretsKey, writeSecrets } from './secrets-envelope.ts';

const now = new Date('2026-11-22T12:00:00Z');
const key = () => newKey({ now, signsFrom: now });
const content: SecretsContent = {
  rootSecret: 'A'.repeat(43),
  tokenKeys: [await key()],
  recordKeys: [await key()],
  identityKeys: [await key()],
};
const secretsKey = (): SecretsKey => ({ bytes: randomBytes(32), setting: 'PARLEY_SECRETS_KEY' });
const mine = secretsKey();
const PATH = '/data/secrets.json';

describe('encrypted secrets', () => {
  it('hold no key in clear, and are the same when opened', () => {
    const text = writeSecrets(content, mine);
    expect(JSON.parse(text)).toEqual({
      format: 'parley-secrets',
      version: 1,
      algorithm: 'A256GCM',
      sealed: expect.any(String),
    });
    for (const secret of [content.rootSecret, content.tokenKeys[0]?.d, content.tokenKeys[0]?.kid])
      expect(text).not.toContain(secret);
    expect(readSecrets(text, PATH, mine)).toEqual({ content, isEncrypted: true });
  });

  it('are never written twice alike', () => {
    expect(writeSecrets(content, mine)).not.toBe(writeSecrets(content, mine));
  });

  it('are not opened without a key, and the message names the settings', () => {
    expect(() => readSecrets(writeSecrets(content, mine), PATH, undefined)).toThrow(
      `The secrets in ${PATH} are encrypted: set PARLEY_SECRETS_KEY or PARLEY_SECRETS_KEY_FILE.`,
    );
  });

  it('are not opened with another key, and the message names the setting and not the key', () => {
    const other: SecretsKey = { ...secretsKey(), setting: 'PARLEY_SECRETS_KEY_FILE' };
    expect(() => readSecrets(writeSecrets(content, mine), PATH, other)).toThrow(
      new Error(
        `The secrets in ${PATH} cannot be decrypted: PARLEY_SECRETS_KEY_FILE is not the key that they were encrypted with, or the file is damaged.`,
      ),
    );
  });

  it('are not opened where a byte was changed', () => {
    const envelope = JSON.parse(writeSecrets(content, mine));
    const sealed = Buffer.from(envelope.sealed, 'base64url');
    for (const at of [0, 12, 200, sealed.length - 1]) {
      const bent = Buffer.from(sealed);
      bent[at] = (bent[at] ?? 0) ^ 1;
      const text = JSON.stringify({ ...envelope, sealed: bent.toString('base64url') });
      expect(() => readSecrets(text, PATH, mine)).toThrow('cannot be decrypted');
    }
  });

  it.each([
    [{ version: 2 }, 'of a version that this gateway does not know'],
    [{ format: 'other' }, 'are damaged'],
    [{ algorithm: 'none' }, 'are damaged'],
    [{ sealed: '' }, 'cannot be decrypted'],
    [{ sealed: 7 }, 'are damaged'],
    [{ more: 1 }, 'are damaged'],
  ])('with %j are refused', (change, message) => {
    const text = JSON.stringify({ ...JSON.parse(writeSecrets(content, mine)), ...change });
    expect(() => readSecrets(text, PATH, mine)).toThrow(message);
  });
});

it('plain secrets are opened whether or not a key is set', () => {
  const text = writeSecrets(content, undefined);
  for (const each of [undefined, mine])
    expect(readSecrets(text, PATH, each)).toEqual({ content, isEncrypted: false });
});
