import type { Entry } from '../../../gateway/entry.ts';

/** A day, or what happened once or again and again on it. The newest entry of a group comes first. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'group'; readonly key: string; readonly entries: readonly [Entry, ...Entry[]] };

type Group = [Entry, ...Entry[]];

/**
 * Entries, the newest first, as a person reads them: day by day, and reads that are the same but for their time as one, as long as nothing
 * else happened between them to what is shared.
 */
export function rowsOf(entries: readonly Entry[], dayOf: (instant: string) => string): HistoryRow[] {
  const rows: HistoryRow[] = [];
  let day: string | undefined;
  let open = new Map<string, Group>();
  for (const entry of entries) {
    const its = dayOf(entry.at);
    if (its !== day) {
      day = its;
      open = new Map();
      rows.push({ kind: 'day', key: its, at: entry.at });
    }
    const sameAs = sameOf(entry);
    const group = sameAs === undefined ? undefined : open.get(sameAs);
    if (group !== undefined) {
      group.push(entry);
      continue;
    }
    const begun: Group = [entry];
    if (sameAs === undefined) closeOf(entry, open);
    else open.set(sameAs, begun);
    rows.push({ kind: 'group', key: `${its} ${entry.id}`, entries: begun });
  }
  return rows;
}

/** By what reads are the same. `undefined`: it stands alone. */
function sameOf({ kind, outcome, consentId, version, purpose, category, fields }: Entry): string | undefined {
  return kind === 'read' && outcome === 'disclosed'
    ? JSON.stringify([consentId, version, purpose, category, fields])
    : undefined;
}

function closeOf({ consentId }: Entry, open: Map<string, Group>): void {
  for (const [sameAs, [first]] of open) if (first.consentId === consentId) open.delete(sameAs);
}
