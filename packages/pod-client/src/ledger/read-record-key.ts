import type { Pod } from '../open-pod.ts';
import { readSignedText } from './read-signed-text.ts';
import { recordKeyAddress } from './record-key-address.ts';

/**
 * The signed statement of a record key, or `undefined` where there is none. Not verified: `followRecordKeys` of the protocol does that.
 *
 * @throws {PodError} `content_rejected`: the file is not such a statement, or is no longer one
 */
export async function readRecordKey(pod: Pod, kid: string): Promise<{ readonly jws: string } | undefined> {
  const jws = await readSignedText(pod, recordKeyAddress(pod, kid));
  return jws === undefined ? undefined : { jws };
}
