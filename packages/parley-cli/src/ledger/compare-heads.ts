import {
  entryLink,
  firstLink,
  type LedgerVerdict,
  readCompactJws,
  type VerifiedEntry,
} from '@parley/protocol';

/** How far a ledger reached when somebody last looked. */
export interface KnownHeads {
  readonly block?: { readonly number: number; readonly hash: string } | null;
  readonly consents?: Readonly<Record<string, { readonly sequence: number; readonly link: string }>>;
}

export interface HeadProblem {
  readonly code: 'heads_missing' | 'heads_differ';
  readonly where: string;
  readonly detail: string;
}

/** What of these heads is not in the ledger any more: what was cut off at its end, or written anew. */
export async function compareHeads(
  known: KnownHeads,
  texts: readonly string[],
  verdict: LedgerVerdict,
): Promise<HeadProblem[]> {
  const links = await linksOf(verdict.entries);
  // What a gap declares as lost was never in the pod: a head from before it may lead to nowhere, and the gap is told.
  const isLost = (id: string, sequence: number): boolean =>
    verdict.gaps.some((gap) => gap.consentId === id && gap.sequence <= sequence);
  const consents = Object.entries(known.consents ?? {}).map(([id, { sequence, link }]) => {
    const found = links.get(id)?.get(sequence);
    const isExplained = found !== link && isLost(id, sequence);
    return isExplained ? [] : compare(`${id}, entry ${sequence}`, found, link);
  });
  const { block } = known;
  const hashes = texts.map((text) => readCompactJws(text)?.payload);
  const found = hashes.find((payload) => payload?.['number'] === block?.number)?.['hash'];
  return [...(block ? [compare(`block ${block.number}`, found, block.hash)] : []), ...consents].flat();
}

function compare(where: string, found: unknown, known: string): HeadProblem[] {
  if (found === undefined)
    return [{ code: 'heads_missing', where, detail: 'it was there before and is missing now' }];
  return found === known
    ? []
    : [{ code: 'heads_differ', where, detail: 'it is another one than was there before' }];
}

/** The link behind every entry, by consent and sequence number. */
async function linksOf(entries: readonly VerifiedEntry[]): Promise<Map<string, Map<number, string>>> {
  const links = new Map<string, Map<number, string>>();
  for (const entry of entries) {
    const ofConsent = links.get(entry.consentId) ?? new Map<number, string>();
    links.set(entry.consentId, ofConsent);
    const previous =
      entry.sequence === 1 ? await firstLink(entry.consentId) : ofConsent.get(entry.sequence - 1);
    if (previous !== undefined) ofConsent.set(entry.sequence, await entryLink(previous, entry));
  }
  return links;
}
