import { DOCUMENTS } from '@parley/protocol';
import type { Pod } from '../open-pod.ts';
import { type BlockPlace, blockAddress } from './block-address.ts';
import { blockTriples, type EntryProjection } from './block-triples.ts';
import { createOnce } from './create-once.ts';

/**
 * Writes one sealed block as one file that is never changed. Trying again is safe: the same block already there
 * counts as written.
 *
 * @throws {PodError} `conflict`: another block is there; `access_denied`; `unavailable`
 */
export async function writeBlock(
  pod: Pod,
  options: BlockPlace & { readonly jws: string; readonly entries: readonly EntryProjection[] },
): Promise<{ readonly created: boolean }> {
  const url = blockAddress(pod, options);
  return createOnce(pod, {
    subject: `${url}#block`,
    statements: blockTriples({ ...options, url, consents: pod.resolve(DOCUMENTS.consents) }),
    isSame: (existing) => existing === options.jws,
  });
}
