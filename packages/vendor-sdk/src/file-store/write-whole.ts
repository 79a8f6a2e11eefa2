import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Puts a file in its place whole. When this resolves it survives a crash, with its name and the folders on the way. */
export async function writeWhole(file: string, value: object): Promise<void> {
  const folder = dirname(resolve(file));
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${crypto.randomUUID()}.draft`;
  try {
    await writeSynced(draft, JSON.stringify(value));
    await rename(draft, file);
  } catch (fault) {
    await rm(draft, { force: true });
    throw fault;
  }
  // A name is kept by the folder above it: also the names of folders that were made just now.
  const top = made === undefined ? folder : dirname(resolve(made));
  await syncFolder(folder);
  for (let each = folder; each.length > top.length; ) {
    each = dirname(each);
    await syncFolder(each);
  }
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folder; its file system keeps names by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
