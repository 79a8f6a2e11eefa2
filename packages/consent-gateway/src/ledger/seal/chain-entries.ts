import { type ConsentHead, entryLink, firstLink } from '@parley/protocol';
import { sha256Text } from '../../secrets/digests.ts';
import type { UnchainedEntry } from './seal-store.ts';

/** The head of its consent's chain behind each entry. Entries of one consent come in the order in which they are chained. */
export async function chainEntries(
  entries: readonly UnchainedEntry[],
  heads: ReadonlyMap<string, ConsentHead>,
): Promise<ConsentHead[]> {
  const current = new Map(heads);
  const chained: ConsentHead[] = [];
  for (const { consentId, at, body } of entries) {
    const last = current.get(consentId) ?? { sequence: 0, link: await firstLink(consentId) };
    const sequence = last.sequence + 1;
    const head = { sequence, link: await entryLink(last.link, { sequence, at, body }, sha256Text) };
    current.set(consentId, head);
    chained.push(head);
  }
  return chained;
}
