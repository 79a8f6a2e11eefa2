import { z } from 'zod';
import { seal, unseal } from '../seal.ts';
import { damaged, readContent, type SecretsContent } from './secrets-content.ts';

/** The key that the file is encrypted with, and the setting that it came from. */
export interface SecretsKey {
  readonly bytes: Buffer;
  readonly setting: 'PARLEY_SECRETS_KEY' | 'PARLEY_SECRETS_KEY_FILE';
}

export interface OpenedSecrets {
  readonly content: SecretsContent;
  readonly isEncrypted: boolean;
}

const FORMAT = 'parley-secrets';
const VERSION = 1;
/** Part of what is authenticated: another format or version cannot be put in front of the same bytes. */
const CONTEXT = `${FORMAT} ${VERSION}`;

const envelopeSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  algorithm: z.literal('A256GCM'),
  /** Nonce, ciphertext and tag, base64url. */
  sealed: z.base64url(),
});

/** The text of the file: encrypted where there is a key to encrypt it with. */
export function writeSecrets(content: SecretsContent, key: SecretsKey | undefined): string {
  const plain = { ...content };
  const value =
    key === undefined
      ? plain
      : {
          format: FORMAT,
          version: VERSION,
          algorithm: 'A256GCM',
          sealed: seal(key.bytes, CONTEXT, plain).toString('base64url'),
        };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** @throws where the text is damaged, or encrypted and the key is missing or another; the message names the setting */
export function readSecrets(text: string, path: string, key: SecretsKey | undefined): OpenedSecrets {
  const value = parseJson(text);
  const isEncrypted = typeof value === 'object' && value !== null && 'format' in value;
  if (!isEncrypted) return { content: readContent(value, path), isEncrypted };
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) {
    if (value.format !== FORMAT || !('version' in value) || value.version === VERSION) throw damaged(path);
    throw new Error(`The secrets in ${path} are of a version that this gateway does not know.`);
  }
  if (key === undefined)
    throw new Error(
      `The secrets in ${path} are encrypted: set PARLEY_SECRETS_KEY or PARLEY_SECRETS_KEY_FILE.`,
    );
  return { content: readContent(decrypted(envelope.data.sealed, path, key), path), isEncrypted };
}

function decrypted(sealed: string, path: string, key: SecretsKey): unknown {
  try {
    return unseal(key.bytes, CONTEXT, Buffer.from(sealed, 'base64url'));
  } catch {
    throw new Error(
      `The secrets in ${path} cannot be decrypted: ${key.setting} is not the key that they were encrypted with, or the file is damaged.`,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
