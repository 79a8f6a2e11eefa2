import { isBlockProjectionRight, isPodError, parseBlockDocument } from '@parley/pod-client';
import { isTurtle, linesOf } from './read-consent.ts';
import { readText } from './read-text.ts';
import { placeIn, type SignedText } from './signed-text.ts';

/** The signed text of a block. */
export interface BlockText extends SignedText {
  /** Whether what stands beside it in a file of a pod says the same. Absent: nothing stands there. */
  readonly isProjectionRight?: boolean;
}

/** The signed texts of block files, in the order of the files. A file without one gives an empty text, which does not verify. @throws {WrongUse} */
export async function readBlocks(files: readonly string[]): Promise<BlockText[]> {
  const blocks: BlockText[] = [];
  for (const file of files) {
    const content = await readText(file);
    if (isTurtle(file, content)) {
      blocks.push(blockIn(file, content));
      continue;
    }
    const texts = linesOf(content);
    blocks.push(...(texts.length === 0 ? [''] : texts).map((jws) => placeIn(file, content, jws)));
  }
  return blocks;
}

function blockIn(file: string, turtle: string): BlockText {
  try {
    const { jws } = parseBlockDocument(turtle);
    return { ...placeIn(file, turtle, jws), isProjectionRight: isBlockProjectionRight(turtle) };
  } catch (fault) {
    if (!isPodError(fault)) throw fault;
    return placeIn(file, turtle, '');
  }
}
