import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PodNotice } from '../../consent/consent-store.ts';
import type { UntoldNotices } from '../../consent/untold-notices.ts';
import { seal, unseal } from '../../secrets/seal.ts';
import type { Secrets } from '../../secrets/secrets.ts';

const CONTEXT = 'untold-notice';

/** One sealed file a notice in `untold/` of the data folder, so that any number of processes keep and forget beside each other. */
export async function openUntoldFiles(options: {
  dataDir: string;
  secrets: Pick<Secrets, 'derive'>;
}): Promise<UntoldNotices> {
  const folder = join(options.dataDir, 'untold');
  await mkdir(folder, { recursive: true });
  const key = options.secrets.derive('owner-encryption');
  const pathOf = (notice: Pick<PodNotice, 'consentId' | 'sequence'>) =>
    join(folder, `${notice.consentId}.${notice.sequence}`);
  return {
    async keep(notice) {
      await writeSynced(pathOf(notice), seal(key, CONTEXT, notice));
      const handle = await open(folder, 'r');
      await handle.sync().finally(() => handle.close());
    },
    forget: (notice) => rm(pathOf(notice), { force: true }),
    async list(consentId) {
      const names = (await readdir(folder)).filter((name) => name.startsWith(`${consentId}.`));
      const kept = await Promise.all(names.map((name) => readSealed(join(folder, name), key)));
      return kept.flatMap((notice) => notice ?? []).sort((a, b) => a.sequence - b.sequence);
    },
  };
}

async function writeSynced(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** One that a crash has torn was never acknowledged, and one that is gone is in the pod. */
async function readSealed(path: string, key: Buffer): Promise<PodNotice | undefined> {
  try {
    return unseal(key, CONTEXT, await readFile(path)) as PodNotice;
  } catch {
    return undefined;
  }
}
