import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a file of the shop holds; `undefined` where there is none yet. */
export async function readKept<T>(file: string): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined;
    throw fault;
  });
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

/** Replaces the file as a whole. Only this user may read it: there are secrets in it. One writer at a time. */
export async function writeKept(file: string, content: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.new`;
  await writeFile(draft, JSON.stringify(content), { mode: 0o600, flush: true });
  await rename(draft, file);
}
