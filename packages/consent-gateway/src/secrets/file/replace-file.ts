import { type FileHandle, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 25;

/**
 * Replaces a file as a whole or not at all, one process at a time. The draft beside it is the lock as well: only one process can
 * create it, and it is gone in the same step in which it becomes the file. Mode 0600; the owner stays who it was.
 *
 * @throws where another process does not finish within five seconds, or was cut off and has left its draft
 */
export async function replaceFile(path: string, work: (text: string) => Promise<string>): Promise<void> {
  const draft = `${path}.new`;
  const file = await createDraft(draft, path);
  let isReplaced = false;
  try {
    const { uid, gid } = await stat(path);
    await file.writeFile(await work(await readFile(path, 'utf8')));
    const own = await file.stat();
    if (own.uid !== uid || own.gid !== gid) await file.chown(uid, gid);
    await file.sync();
    await rename(draft, path);
    isReplaced = true;
  } finally {
    await file.close();
    if (!isReplaced) await unlink(draft);
  }
  await syncFolder(path);
}

/** What was renamed or linked in a folder is there after a crash only when the folder is on the disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

async function createDraft(draft: string, path: string): Promise<FileHandle> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await open(draft, 'wx', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (Date.now() > end)
        throw new Error(
          `Another command is changing ${path}, or was cut off while it did. If none is running, delete ${draft} and try again; ${path} is whole.`,
        );
    }
    await sleep(LOOK_EVERY_MS);
  }
}
