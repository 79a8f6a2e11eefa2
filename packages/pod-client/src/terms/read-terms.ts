import { DOCUMENTS, type StandingTerms } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import type { Pod } from '../open-pod.ts';
import { parseTerms } from './parse-terms.ts';

/** Standing terms are a few lines. */
const MAX_BYTES = 16_384;

/**
 * Reads the owner's standing terms; `undefined` where none are laid down.
 *
 * @throws {PodError} `content_rejected`: they are malformed, with the term's name where it is known; `too_large`;
 * `access_denied`; `unavailable`
 */
export async function readTerms(pod: Pod): Promise<StandingTerms | undefined> {
  const reading = await readDocument({ ...pod, url: pod.resolve(DOCUMENTS.terms), maxBytes: MAX_BYTES });
  return reading.status === 'read'
    ? parseTerms({ turtle: reading.turtle, container: pod.container })
    : undefined;
}
