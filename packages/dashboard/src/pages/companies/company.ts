import { type ConsentView, hasEnded, type KnownVendor, type VendorView } from '@parley/protocol';
import { plainWords } from '../../design/plain-words.ts';
import { companyPath } from '../company/company-path.ts';
import { hostOf, webAddress } from '../requests/who/company-name.ts';

/** Where one stands with a company. `none`: the person has entered it, and it has never been given anything. */
export type Standing = 'sharing' | 'held' | 'paused' | 'ended' | 'none';

/** A company, with everything that it was given, and what the person has entered of it. */
export interface Company {
  /** The same as long as it is the same company. */
  readonly key: string;
  /** As it calls itself; else as the person calls it. */
  readonly name: string;
  /** What it is reached at, which its name does not prove. */
  readonly host: string | undefined;
  readonly standing: Standing;
  /** The newest one first. */
  readonly consents: readonly ConsentView[];
  readonly vendor: VendorView | undefined;
  readonly entry: KnownVendor | undefined;
}

/** Every company once, whichever side began it. */
export function companiesOf(from: {
  readonly consents: readonly ConsentView[];
  readonly entries: readonly KnownVendor[];
}): readonly Company[] {
  const entries = new Map(
    from.entries.flatMap((entry) => (entry.clientId === undefined ? [] : [[entry.clientId, entry]])),
  );
  const given = new Map<string, ConsentView[]>();
  for (const consent of from.consents) {
    const { vendorId } = consent.vendor;
    given.set(vendorId, [...(given.get(vendorId) ?? []), consent]);
  }
  const sharing = [...given].map(([vendorId, consents]) => withConsents(consents, entries.get(vendorId)));
  const others = from.entries
    .filter(({ clientId }) => clientId === undefined || !given.has(clientId))
    .map(entered);
  return [...sharing, ...others];
}

function withConsents(unsorted: readonly ConsentView[], entry: KnownVendor | undefined): Company {
  const consents = unsorted.toSorted((a, b) => b.givenAt.localeCompare(a.givenAt));
  const vendor = (consents[0] as ConsentView).vendor;
  return {
    key: vendor.vendorId,
    name: plainWords(vendor.name),
    host: hostOf(vendor) ?? webAddress(vendor.site)?.host,
    standing: standingOf(consents, vendor),
    consents,
    vendor,
    entry,
  };
}

const entered = (entry: KnownVendor): Company => ({
  key: entry.id,
  name: plainWords(entry.name),
  host: webAddress(entry.site)?.host ?? webAddress(entry.clientId)?.host,
  standing: 'none',
  consents: [],
  vendor: undefined,
  entry,
});

function standingOf(consents: readonly ConsentView[], { held }: VendorView): Standing {
  const live = consents.filter(isLive);
  if (live.length === 0) return 'ended';
  if (held) return 'held';
  return live.some(({ status }) => status === 'given') ? 'sharing' : 'paused';
}

export const isLive = ({ status }: ConsentView): boolean => !hasEnded(status);

/** What it was given and still has; where that is nothing, what it had last. */
export function shownConsents({ consents }: Company): readonly ConsentView[] {
  const live = consents.filter(isLive);
  return live.length > 0 ? live : consents.slice(0, 1);
}

const UNREAD_MS = 60 * 86_400_000;

/** Whether it may read something, and has had 60 days in which it did not. */
export function isUnread({ consents, standing }: Company, now: Date): boolean {
  const latest = now.getTime() - UNREAD_MS;
  const isOld = ({ givenAt, lastReadAt }: ConsentView) => Date.parse(lastReadAt ?? givenAt) < latest;
  return standing === 'sharing' && consents.filter(isLive).every(isOld);
}

/** The page about it: of one that only the person knows, the page of the entry. */
export function pageOf({ vendor, entry }: Company): string {
  if (vendor === undefined && entry !== undefined) return entryPage(entry);
  return companyPath(vendor?.vendorId ?? '');
}

export const entryPage = ({ id }: KnownVendor): string => `/companies/known/${encodeURIComponent(id)}`;
