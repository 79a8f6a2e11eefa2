import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { seal } from './seal.ts';
import type { Secrets } from './secrets.ts';

/** The owner directory outside the database: append-only, encrypted, on the disk before a connection is acknowledged. A rebuild reads it. */
export interface OwnerLog {
  append(owner: { ownerId: string; webId: string; container: string }): Promise<void>;
}

const CONTEXT = 'owner-log';

export async function openOwnerLog(options: { dataDir: string; secrets: Secrets }): Promise<OwnerLog> {
  await mkdir(options.dataDir, { recursive: true });
  const path = join(options.dataDir, 'owners.log');
  const key = options.secrets.derive('owner-encryption');
  return {
    async append(owner) {
      const file = await open(path, 'a', 0o600);
      try {
        await file.write(`${seal(key, CONTEXT, owner).toString('base64url')}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}
