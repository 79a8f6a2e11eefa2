import { type FileSecrets, openFileSecrets } from './file-secrets.ts';
import { readSecretsKey } from './secrets-key.ts';

/** The secrets of the gateway with these settings. */
export async function openSecrets(
  settings: { readonly dataDir: string } & Parameters<typeof readSecretsKey>[0],
): Promise<FileSecrets> {
  return openFileSecrets({ dataDir: settings.dataDir, key: await readSecretsKey(settings) });
}
