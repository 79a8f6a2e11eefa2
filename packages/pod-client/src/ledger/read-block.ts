import { readDocument } from '../conditional-get.ts';
import type { Pod } from '../open-pod.ts';
import { type BlockPlace, blockAddress } from './block-address.ts';
import { MAX_BLOCK_BYTES, parseBlockDocument } from './parse-block-document.ts';

/**
 * The signed text of a block, or `undefined` where there is none. Not verified: that is for who has the keys.
 *
 * @throws {PodError} `content_rejected`: the file is not a block, or is no longer one
 */
export async function readBlock(pod: Pod, place: BlockPlace): Promise<{ readonly jws: string } | undefined> {
  const url = blockAddress(pod, place);
  const reading = await readDocument({ ...pod, url, maxBytes: MAX_BLOCK_BYTES });
  return reading.status === 'read' ? parseBlockDocument(reading.turtle) : undefined;
}
