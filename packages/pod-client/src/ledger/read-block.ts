import type { Pod } from '../open-pod.ts';
import { type BlockPlace, blockAddress } from './block-address.ts';
import { readSignedText } from './read-signed-text.ts';

/**
 * The signed text of a block, or `undefined` where there is none. Not verified: that is for who has the keys.
 *
 * @throws {PodError} `content_rejected`: the file is not a block, or is no longer one
 */
export async function readBlock(pod: Pod, place: BlockPlace): Promise<{ readonly jws: string } | undefined> {
  const jws = await readSignedText(pod, blockAddress(pod, place));
  return jws === undefined ? undefined : { jws };
}
