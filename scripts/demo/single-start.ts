import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps a second demo off the folder while one runs. @returns what lets go of it. @throws when one runs */
export async function claimFolder(root: string): Promise<() => Promise<void>> {
  const file = join(root, 'demo.pid');
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (await isDemo(holder)) {
      throw new Error(
        `A demo runs on this folder already (process ${holder}): ${root}\nStop it first, or use another folder (--data FOLDER).`,
      );
    }
    await rm(file, { force: true });
  }
}

/** A number that another program has got meanwhile does not count, where the system tells. */
async function isDemo(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined || command.includes('start-demo');
}
