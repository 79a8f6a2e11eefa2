import type { FoundConsent } from './found-consent.ts';
import type { LedgerReading, RecordedEntry } from './read-ledger.ts';
import type { RebuiltVendor } from './rebuild-store.ts';

/** As long as a code waits for the vendor, and a minute for the job that ends what was not picked up. */
const PICKED_UP_OR_ENDED_MS = 11 * 60_000;

/**
 * Whether nothing shows that the vendor has picked the consent up. A read shows it; so does any later entry of the owner's: the gateway
 * was running, and would have ended it.
 */
export function isPickUpUnknown({ consentId, givenAt }: FoundConsent, ledger: LedgerReading): boolean {
  const wasRead = (ledger.entries.get(consentId) ?? []).some(({ entry }) => entry.kind === 'read');
  const wouldHaveEnded = givenAt.getTime() + PICKED_UP_OR_ENDED_MS;
  const isLater = [...ledger.entries.values()].flat().some(({ at }) => Date.parse(at) > wouldHaveEnded);
  return !wasRead && !isLater;
}

/** How many reads of a day (UTC) are recorded, by purpose. */
export function readsOn(day: Date, entries: readonly RecordedEntry[]): ReadonlyMap<string, number> {
  const date = day.toISOString().slice(0, 10);
  const reads = new Map<string, number>();
  for (const { at, entry } of entries) {
    if (entry.outcome !== 'disclosed' || entry.purpose === undefined || !at.startsWith(date)) continue;
    reads.set(entry.purpose, (reads.get(entry.purpose) ?? 0) + 1);
  }
  return reads;
}

/** The vendors that these consents name, by the newest version of each; held where a live consent's newest word on it is a hold. */
export function vendorsOf(
  consents: readonly FoundConsent[],
  ledger: LedgerReading,
  knownBy: (vendorId: string) => 'operator' | 'document',
): RebuiltVendor[] {
  const vendors = new Map<string, RebuiltVendor>();
  for (const { consentId, present, end } of consents) {
    const vendorId = present.aud;
    const known = vendors.get(vendorId);
    const hold = end === undefined ? holdOf(ledger.entries.get(consentId) ?? []) : undefined;
    vendors.set(vendorId, {
      vendorId,
      name: nameOf(present.record) ?? known?.name ?? vendorId,
      knownBy: knownBy(vendorId),
      hold: known?.hold ?? hold,
    });
  }
  return [...vendors.values()];
}

function holdOf(entries: readonly RecordedEntry[]): RebuiltVendor['hold'] {
  const newest = entries
    .filter(({ entry }) => entry.act === 'hold' || entry.act === 'release')
    .reduce<RecordedEntry | undefined>(
      (last, each) => (last === undefined || each.at > last.at ? each : last),
      undefined,
    );
  if (newest?.entry.act !== 'hold') return undefined;
  return { at: new Date(newest.at), reason: newest.entry.reason ?? 'operator' };
}

function nameOf(record: Readonly<Record<string, unknown>>): string | undefined {
  const controller = record['dpv:hasDataController'] as { 'dpv:hasName'?: unknown } | undefined;
  const name = controller?.['dpv:hasName'];
  return typeof name === 'string' ? name : undefined;
}
