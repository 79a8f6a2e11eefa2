// What vendors are told of data: that it is another than they could read before, never what it says. In: consents that are due. Out: news,
// made by the code that would answer a sync, so that what is hidden tells nothing.
import {
  type ApprovedItem,
  type Categories,
  type ItemChange,
  categories as published,
} from '@parley/protocol';
import { createBoundedMap } from '../../bounded-map.ts';
import type { PodConfirmer } from '../../consent/confirm-in-pod.ts';
import { isGatewayError } from '../../gateway-error.ts';
import { keyedDigest } from '../../secrets/digests.ts';
import { type ViewOptions, viewCategory } from '../changes/category-view.ts';
import { EMPTY_COPY, packCopy, unpackCopy } from '../changes/copy.ts';
import { decideAll } from '../changes/plan-changes.ts';
import { scanChanges } from '../changes/scan-changes.ts';
import type { ConsentFacts, ConsentFactsStore } from '../consent-facts.ts';
import type { ContentNews, WatchedCopies, WatchedCopy } from './watched-copies.ts';

export interface ContentWatchOptions extends ViewOptions {
  readonly copies: WatchedCopies;
  readonly consents: ConsentFactsStore;
  readonly confirmer: Pick<PodConfirmer, 'confirm'>;
  readonly digestKey: Buffer;
  /** The address of the read API. */
  readonly audience: string;
  readonly categories?: Categories;
  readonly now: () => Date;
}

export interface ContentWatch {
  /** Looks at what is due. To be called every second or so. Vendors who listen here are `listening`. */
  look(listening: readonly string[]): Promise<void>;
  /** A hint that a document has changed: the consents that it concerns are due. */
  hint(address: string): Promise<void>;
}

const AT_ONCE = 8;
const LONGEST_LOOK_MS = 20_000;
const MOST_NEWS_OF_A_LOOK = 100;
const MAX_CONTAINERS = 5_000;

export function createContentWatch(options: ContentWatchOptions): ContentWatch {
  /** By container: the consents that were looked at here. */
  const concerned = createBoundedMap<string, Set<string>>({ maxEntries: MAX_CONTAINERS });
  return {
    async look(listening) {
      const due = await options.copies.take({ listening, limit: AT_ONCE });
      const looks = await Promise.allSettled(
        due.map((watched) =>
          lookAt(watched, options, ({ container, consentId }) =>
            concerned.set(container, (concerned.get(container) ?? new Set()).add(consentId)),
          ),
        ),
      );
      // A pod that is away is looked at again when it is due: its consents tell nothing meanwhile.
      const fault = looks.find((each) => each.status === 'rejected' && !isGatewayError(each.reason));
      if (fault?.status === 'rejected') throw fault.reason;
    },
    async hint(address) {
      const consentIds = [...concerned.entries()].flatMap(([container, ids]) =>
        address.startsWith(container) ? [...ids] : [],
      );
      if (consentIds.length > 0) await options.copies.expire(consentIds);
    },
  };
}

async function lookAt(
  watched: WatchedCopy,
  options: ContentWatchOptions,
  onFound: (consent: ConsentFacts) => void,
): Promise<void> {
  const signal = AbortSignal.timeout(LONGEST_LOOK_MS);
  const { consentId, version } = watched;
  const consent = await options.consents.find(consentId, version, signal);
  if (consent === undefined || (await options.confirmer.confirm(consent, signal)) !== 'confirmed') return;
  onFound(consent);
  const before = watched.packed === undefined ? EMPTY_COPY : unpackCopy(watched.packed);
  const decisions = decisionsFor(consent, watched, options);
  const now = options.now();
  const page = await scanChanges({
    copy: before,
    after: watched.after,
    categories: [...new Set([...decisions.keys(), ...before.keys()])].sort(),
    async view(category) {
      const decision = decisions.get(category);
      return decision && viewCategory({ consent, decision, now, signal }, options);
    },
    digest: (category, item) => seenDigest(options.digestKey, category, item),
    limit: MOST_NEWS_OF_A_LOOK,
    nowMs: () => options.now().getTime(),
  });
  const isSame = page.changes.length === 0 && page.stoppedAfter === undefined && watched.after === undefined;
  if (isSame && watched.isKnown) return;
  const digestIn = (copy: typeof before, { category, id }: ItemChange) => copy.get(category)?.get(id);
  const news = page.changes.flatMap((change) =>
    newsOf(change, digestIn(before, change), digestIn(page.copy, change)),
  );
  const seen = { packed: packCopy(page.copy), after: page.stoppedAfter };
  await options.copies.settle(watched, {
    ...seen,
    news: watched.isKnown ? news : firstNews(page, decisions),
  });
}

/**
 * What the vendor has read before the first look ended is not known: a change in between would be told by nobody. So it is told once, of each
 * category, that there may be one.
 */
const firstNews = (
  { stoppedAfter }: { readonly stoppedAfter: unknown },
  decisions: ReadonlyMap<string, unknown>,
): ContentNews[] =>
  stoppedAfter === undefined
    ? [...decisions.keys()].map((category) => ({ type: `${category}.changed` }))
    : [];

function decisionsFor(
  { details, askedAt }: ConsentFacts,
  { purpose }: WatchedCopy,
  { audience, categories = published }: ContentWatchOptions,
) {
  const entry = details.find((each) => each.purpose === purpose);
  return entry === undefined ? new Map<string, never>() : decideAll(entry, { askedAt, audience, categories });
}

const DIGEST_BYTES = 12;

/** A digest of the item, and behind it how many messages in its thread are not vendors'. */
function seenDigest(key: Buffer, category: string, item: ApprovedItem): string {
  const digest = Buffer.alloc(DIGEST_BYTES + 4);
  keyedDigest(key, 'seen', category, JSON.stringify(item)).copy(digest, 0, 0, DIGEST_BYTES);
  const parts = Object.values(item).flatMap((value): readonly object[] =>
    Array.isArray(value) ? value : [],
  );
  const isNews = (part: object) => 'from' in part && part.from !== 'vendor';
  digest.writeUInt32BE(parts.filter(isNews).length, DIGEST_BYTES);
  return digest.toString('base64url');
}

const messagesIn = (digest: string): number => Buffer.from(digest, 'base64url').readUInt32BE(DIGEST_BYTES);

function newsOf(
  { category, id: itemId }: ItemChange,
  before: string | undefined,
  after: string | undefined,
): ContentNews[] {
  const changed = { type: `${category}.changed` as const, itemId };
  const isAnswered = before !== undefined && after !== undefined && messagesIn(after) > messagesIn(before);
  return isAnswered ? [changed, { type: 'message.added', itemId }] : [changed];
}
