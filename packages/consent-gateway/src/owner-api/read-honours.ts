import { type AuthorizationDetails, type Categories, type HonourView, itemVersion } from '@parley/protocol';
import type { Consent } from '../consent/consent.ts';
import type { ConsentStore } from '../consent/consent-store.ts';
import type { HonourStore, RecordedHonour } from '../conversation/honour/honour-store.ts';
import { versionDigestOf } from '../conversation/honour/record-honour.ts';
import { decideByEntry } from '../read/authorize-read.ts';
import type { ConsentFacts, ConsentFactsStore } from '../read/consent-facts.ts';
import type { VisibleOptions } from '../read/visible-item.ts';
import { visibleItems } from '../read/visible-items.ts';

export interface ReadHonoursOptions extends VisibleOptions {
  readonly store: Pick<ConsentStore, 'listLive' | 'find'>;
  readonly facts: ConsentFactsStore;
  readonly honours: Pick<HonourStore, 'newestOf'>;
  readonly honourKey: Buffer;
  readonly categories: Categories;
  /** The address of the read API. */
  readonly audience: string;
}

/** What a vendor may see now under one consent, and what it says that it did with it. */
export interface ItemHonoured extends Omit<HonourView, 'name'> {
  /** The id that the vendor knows it under. */
  readonly opaqueId: string;
}

interface Asked {
  readonly ownerId: string;
  /** Default: every vendor. */
  readonly vendorId?: string | undefined;
  readonly signal: AbortSignal;
}

/** The categories of whose items vendors say what they did. */
const HONOURED = ['preferences'] as const;

/**
 * Of each item that a vendor may see now, what it says that it did with it. Which version that was of is found out by comparing keyed
 * digests: what the items say is read from the pod for this answer, and kept nowhere.
 *
 * @throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected`
 */
export async function readHonours(asked: Asked, options: ReadHonoursOptions): Promise<ItemHonoured[]> {
  const ids = await options.store.listLive(asked.ownerId);
  const live = (await Promise.all(ids.map((id) => options.store.find(id)))).flatMap((consent) =>
    consent !== undefined && (asked.vendorId ?? consent.vendorId) === consent.vendorId ? [consent] : [],
  );
  const said = await options.honours.newestOf(asked.ownerId);
  const all = await Promise.all(
    live.map((consent) => ofConsent(consent, { said, signal: asked.signal }, options)),
  );
  return all.flat();
}

async function ofConsent(
  { consentId, vendorId, version, details }: Consent,
  { said, signal }: { readonly said: readonly RecordedHonour[]; readonly signal: AbortSignal },
  options: ReadHonoursOptions,
): Promise<ItemHonoured[]> {
  const facts = await options.facts.find(consentId, version, signal);
  if (facts === undefined) return [];
  const seen = await Promise.all(
    HONOURED.flatMap((category) =>
      details.map((entry) => seenBy({ entry, category, facts, signal }, options)),
    ),
  );
  const found = new Map<string, ItemHonoured & { readonly versions: readonly Buffer[] }>();
  for (const { category, itemId, opaqueId, version: digest } of seen.flat()) {
    const versions = [...(found.get(opaqueId)?.versions ?? []), digest];
    found.set(opaqueId, { consentId, vendorId, category, itemId, opaqueId, versions });
  }
  const ofThis = said.filter((each) => each.consentId === consentId);
  return [...found.values()].map(({ versions, ...item }) => ({ ...item, ...wordOn(item, versions, ofThis) }));
}

interface SeenItem {
  readonly category: string;
  readonly itemId: string;
  readonly opaqueId: string;
  readonly version: Buffer;
}

/** What one purpose shows of a category. Two purposes may show different fields of one item. */
async function seenBy(
  input: {
    readonly entry: AuthorizationDetails[number];
    readonly category: string;
    readonly facts: ConsentFacts;
    readonly signal: AbortSignal;
  },
  options: ReadHonoursOptions,
): Promise<readonly SeenItem[]> {
  const { entry, facts, signal } = input;
  const category = options.categories.get(input.category);
  if (category === undefined || !entry.datatypes.includes(category.name)) return [];
  const resource = { kind: 'list', category } as const;
  const { askedAt } = facts;
  const decision = decideByEntry(entry, resource, { askedAt, audience: options.audience });
  if (decision === undefined) return [];
  const visible = await visibleItems({ consent: facts, resource, decision, signal }, options);
  return Promise.all(
    visible.map(async ({ item, source }) => ({
      category: category.name,
      itemId: source.id,
      opaqueId: item.id,
      version: versionDigestOf({ itemId: item.id, version: await itemVersion(item) }, options.honourKey),
    })),
  );
}

/** The newest on what is in force; else the newest on what was before. */
function wordOn(
  { opaqueId }: Pick<ItemHonoured, 'opaqueId'>,
  versions: readonly Buffer[],
  said: readonly RecordedHonour[],
): Pick<HonourView, 'said'> {
  const ofIt = said.filter(({ itemId }) => itemId === opaqueId);
  const current = ofIt.findLast(({ versionDigest }) => versions.some((each) => each.equals(versionDigest)));
  const word = current ?? ofIt.at(-1);
  if (word === undefined) return {};
  const { action, reason, at } = word;
  const of = current === undefined ? 'earlier' : 'current';
  return { said: { action, ...(reason === undefined ? {} : { reason }), at: at.toISOString(), of } };
}
