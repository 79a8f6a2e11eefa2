import { readFile, stat } from 'node:fs/promises';
import { WrongUse } from '../command/wrong-use.ts';

/** A block holds thousands of entries as one signed text: 16 MiB, as in the pod. */
const MAX_BYTES = 16_777_216;

/** The text of a file. A byte that is not UTF-8 becomes another character, so no signed text survives it. @throws {WrongUse} */
export async function readText(path: string): Promise<string> {
  const unreadable = (): never => {
    throw new WrongUse(`${path} cannot be read.`);
  };
  const { size } = await stat(path).catch(unreadable);
  if (size > MAX_BYTES) throw new WrongUse(`${path} is too large: at most ${MAX_BYTES} bytes are read.`);
  return readFile(path, 'utf8').catch(unreadable);
}
