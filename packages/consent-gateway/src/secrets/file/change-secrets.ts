import { readText } from '../file-secrets.ts';
import { replaceFile } from './replace-file.ts';
import type { SecretsContent } from './secrets-content.ts';
import { type OpenedSecrets, readSecrets, type SecretsKey, writeSecrets } from './secrets-envelope.ts';

/** The file, and what it is or may be encrypted with. */
export interface SecretsFile {
  readonly path: string;
  readonly key: SecretsKey | undefined;
}

/** Changes the keys; the form of the file stays. */
export function changeKeys<T extends { content: SecretsContent }>(
  file: SecretsFile,
  change: (content: SecretsContent) => Promise<T>,
): Promise<T> {
  return changeFile(file, async ({ content, isEncrypted }) => ({ ...(await change(content)), isEncrypted }));
}

/** Changes the form; the keys stay. @throws where it has that form already */
export async function changeForm(file: SecretsFile, to: { isEncrypted: boolean }): Promise<void> {
  await changeFile(file, async ({ content, isEncrypted }) => {
    if (isEncrypted === to.isEncrypted)
      throw new Error(`${file.path} is ${isEncrypted ? 'encrypted' : 'plain text'} already.`);
    return { content, ...to };
  });
}

/** As a whole or not at all: what was there is read once nobody else can change it. */
async function changeFile<T extends OpenedSecrets>(
  { path, key }: SecretsFile,
  change: (opened: OpenedSecrets) => Promise<T>,
): Promise<T> {
  await readText(path);
  let changed: T | undefined;
  await replaceFile(path, async (text) => {
    changed = await change(readSecrets(text, path, key));
    return writeSecrets(changed.content, changed.isEncrypted ? key : undefined);
  });
  if (changed === undefined) throw new Error(`${path} was not changed.`);
  return changed;
}
