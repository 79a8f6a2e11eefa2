import { readCompactJws } from '../compact-jws.ts';
import type { ConsentHead, LedgerVerdict, VerifiedEntry } from './ledger-verdict.ts';
import { entryLink, firstLink } from './link.ts';

/** How far one consent's chain reached once. */
export interface KnownHead extends ConsentHead {
  readonly consentId: string;
  /** RFC 3339: when it was known. What a later gap declares as lost cannot have been told after it. Default: not known. */
  readonly at?: string;
}

/** How far a ledger reached when somebody last looked. */
export interface KnownHeads {
  readonly block?: { readonly number: number; readonly hash: string } | undefined;
  readonly consents: readonly KnownHead[];
}

export interface HeadProblem {
  /** `heads_missing`: the ledger does not reach so far any more. `heads_differ`: it says something else there. */
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
  const consents = known.consents.map((head) => {
    const { consentId, sequence, link } = head;
    if (isDeclaredLost(head, verdict)) return [];
    return compare(`${consentId}, entry ${sequence}`, links.get(consentId)?.get(sequence), link);
  });
  const { block } = known;
  const payloads = texts.map((text) => readCompactJws(text)?.payload);
  const found = payloads.find((payload) => payload?.['number'] === block?.number)?.['hash'];
  return [...(block ? [compare(`block ${block.number}`, found, block.hash)] : []), ...consents].flat();
}

/** What a gap declares as lost was never in the pod: a head from before it may lead to nowhere, and the gap is told. */
function isDeclaredLost({ consentId, sequence, at }: KnownHead, { gaps }: LedgerVerdict): boolean {
  return gaps.some(
    (gap) =>
      gap.consentId === consentId &&
      gap.sequence <= sequence &&
      (at === undefined || Date.parse(at) <= Date.parse(gap.to)),
  );
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
