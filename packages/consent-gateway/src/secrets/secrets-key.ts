import { readFile } from 'node:fs/promises';
import type { SecretsKey } from './file/secrets-envelope.ts';

/** The key that the settings name, if they do. @throws where its file cannot be read or holds something else */
export async function readSecretsKey(settings: {
  readonly secretsKey: string | undefined;
  readonly secretsKeyFile: string | undefined;
}): Promise<SecretsKey | undefined> {
  const { secretsKey, secretsKeyFile: file } = settings;
  if (secretsKey !== undefined) return { bytes: bytesOf(secretsKey), setting: 'PARLEY_SECRETS_KEY' };
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`PARLEY_SECRETS_KEY_FILE: ${file} cannot be read (${error.code ?? 'unknown'}).`);
  });
  if (!/^[\w-]{43}$/.test(text.trim()))
    throw new Error(
      `PARLEY_SECRETS_KEY_FILE: ${file} does not hold 32 random bytes in base64url (43 characters).`,
    );
  return { bytes: bytesOf(text.trim()), setting: 'PARLEY_SECRETS_KEY_FILE' };
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');
