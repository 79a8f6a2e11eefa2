import { randomUUID } from 'node:crypto';
import { access, constants, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SeenStore } from './evidence.ts';

/** Writes a file into the folder and takes it away again. Where there is no folder yet, looks whether it can be made. */
export async function lookAtStore(folder: string): Promise<SeenStore> {
  const trial = join(folder, `.parley-doctor-${randomUUID()}`);
  try {
    if (!(await stat(folder)).isDirectory()) return { state: 'refused' };
  } catch {
    return (await canBeMade(folder)) ? { state: 'absent' } : { state: 'refused' };
  }
  try {
    await writeFile(trial, '', { flag: 'wx' });
    return { state: 'writable' };
  } catch {
    return { state: 'refused' };
  } finally {
    await rm(trial, { force: true });
  }
}

async function canBeMade(folder: string): Promise<boolean> {
  const parent = dirname(folder);
  const kind = await stat(parent).catch(() => undefined);
  if (kind === undefined) return parent !== folder && canBeMade(parent);
  const mayWrite = await access(parent, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return kind.isDirectory() && mayWrite;
}
