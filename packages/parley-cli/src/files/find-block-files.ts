import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WrongUse } from '../command/wrong-use.ts';

const BLOCK_FILE = /^(\d{1,15})\.(ttl|jws|jwt|txt)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The block files among these files and in these folders, oldest first: by day, then by number. @throws {WrongUse} */
export async function findBlockFiles(paths: readonly string[]): Promise<string[]> {
  const found = (await Promise.all(paths.map(filesAt))).flat();
  // Where the names do not tell the order, it is the one in which they were given.
  const areNumbered = found.every((file) => BLOCK_FILE.test(basename(file)));
  const areAlike = new Set(found.map((file) => dayOf(file) === '')).size === 1;
  if (!areNumbered || !areAlike) return found;
  return found.sort((a, b) => compare(dayOf(a), dayOf(b)) || numberOf(a) - numberOf(b));
}

async function filesAt(path: string): Promise<string[]> {
  const kind = await stat(path).catch(() => {
    throw new WrongUse(`${path} is not there.`);
  });
  if (!kind.isDirectory()) return [path];
  const members = await readdir(path, { withFileTypes: true });
  const files = await Promise.all(
    members.map((member) => {
      if (member.isDirectory()) return DAY.test(member.name) ? filesAt(join(path, member.name)) : [];
      return BLOCK_FILE.test(member.name) ? [join(path, member.name)] : [];
    }),
  );
  return files.flat();
}

function dayOf(file: string): string {
  const folder = basename(dirname(file));
  return DAY.test(folder) ? folder : '';
}

/** The number that a block's file is named after; `NaN` where it is not. */
export function numberOf(file: string): number {
  return Number(BLOCK_FILE.exec(basename(file))?.[1]);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
