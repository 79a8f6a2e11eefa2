import { PARLEY } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';
import { onlyText } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { type BlockPlace, blockAddress } from './block-address.ts';

/** A block holds thousands of entries as one signed text: 16 MiB, and literals to match. */
const MAX_BYTES = 16_777_216;
export const BLOCK_LIMITS = {
  maxTriples: 500_000,
  maxDepth: 8,
  maxIriLength: 2_048,
  maxLiteralLength: MAX_BYTES,
};

/**
 * The signed text of a block, or `undefined` where there is none. Not verified: that is for who has the keys.
 *
 * @throws {PodError} `content_rejected`: the file is not a block, or is no longer one
 */
export async function readBlock(pod: Pod, place: BlockPlace): Promise<{ readonly jws: string } | undefined> {
  const url = blockAddress(pod, place);
  const reading = await readDocument({ ...pod, url, maxBytes: MAX_BYTES });
  if (reading.status !== 'read') return undefined;
  const jws = onlyText(parseTurtle(reading.turtle, url, BLOCK_LIMITS), `${url}#block`, PARLEY.jws);
  if (jws === undefined) throw new PodError('content_rejected');
  return { jws };
}
