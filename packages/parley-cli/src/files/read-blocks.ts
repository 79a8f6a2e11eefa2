import { isPodError, parseBlockDocument } from '@parley/pod-client';
import { isTurtle, linesOf } from './read-consent.ts';
import { readText } from './read-text.ts';
import { placeIn, type SignedText } from './signed-text.ts';

/** The signed texts of block files, in the order of the files. A file without one gives an empty text, which does not verify. @throws {WrongUse} */
export async function readBlocks(files: readonly string[]): Promise<SignedText[]> {
  const blocks: SignedText[] = [];
  for (const file of files) {
    const content = await readText(file);
    const texts = isTurtle(file, content) ? [blockIn(content)] : linesOf(content);
    blocks.push(...(texts.length === 0 ? [''] : texts).map((jws) => placeIn(file, content, jws)));
  }
  return blocks;
}

function blockIn(turtle: string): string {
  try {
    return parseBlockDocument(turtle).jws;
  } catch (fault) {
    if (!isPodError(fault)) throw fault;
    return '';
  }
}
