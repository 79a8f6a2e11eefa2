import { randomBytes } from 'node:crypto';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newKey } from './new-key.ts';
import { syncFolder } from './replace-file.ts';
import { type SecretsKey, writeSecrets } from './secrets-envelope.ts';

/** Makes the file, unless another process is faster. It is on the disk, whole, before anything is signed with it. */
export async function makeSecrets(
  path: string,
  options: { now: Date; key: SecretsKey | undefined },
): Promise<void> {
  const key = () => newKey({ now: options.now, signsFrom: options.now });
  const content = {
    rootSecret: randomBytes(32).toString('base64url'),
    tokenKeys: [await key()],
    recordKeys: [await key()],
    identityKeys: [await key()],
  };
  await mkdir(dirname(path), { recursive: true });
  // A name of its own: of a process that was killed here, one is left over.
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(writeSecrets(content, options.key));
    await file.sync();
  } finally {
    await file.close();
  }
  await link(draft, path)
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST')
        throw new Error(`The secrets cannot be put at ${path}: ${error.code ?? 'unknown'}`);
    })
    .finally(() => unlink(draft));
  await syncFolder(path);
}
