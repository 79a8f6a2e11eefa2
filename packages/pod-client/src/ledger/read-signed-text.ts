import { readDocument } from '../conditional-get.ts';
import type { Pod } from '../open-pod.ts';
import { MAX_SIGNED_TEXT_BYTES, parseBlockDocument } from './parse-block-document.ts';

/**
 * The one signed text that a file of the ledger holds, or `undefined` where there is no file. Not verified: that is for who has the keys.
 *
 * @throws {PodError} `content_rejected`: the file is none of the ledger, or is no longer one
 */
export async function readSignedText(pod: Pod, url: string): Promise<string | undefined> {
  const reading = await readDocument({ ...pod, url, maxBytes: MAX_SIGNED_TEXT_BYTES });
  return reading.status === 'read' ? parseBlockDocument(reading.turtle).jws : undefined;
}
