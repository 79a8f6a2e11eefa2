// Stage 4: the owner's documents, parsed, in memory only. In: the pod reader. Out: contents that were confirmed against
// the pod within the staleness bound. Nothing here knows vendors, consents or fields.
import {
  type DataCategory,
  type DataItem,
  DOCUMENTS,
  type KnownVendor,
  type OpenedIssues,
} from '@parley/protocol';
import { type ConfirmedCopies, type Copy, createConfirmedCopies, type Load } from '../confirmed-copies.ts';
import { GatewayError } from '../gateway-error.ts';
import type { ItemDetails, PodPlace, PodReader, PodReading } from './pod-reader.ts';

/** A document's content, and a number that is another one for each other content. */
export interface Mirrored<T> {
  readonly content: T;
  readonly version: number;
}

/** Each method throws {GatewayError} `temporarily_unavailable`; `pod_content_rejected` where the document is malformed. */
export interface Mirror {
  /** An absent document is an empty list. */
  list(place: PodPlace, category: DataCategory, signal: AbortSignal): Promise<Mirrored<readonly DataItem[]>>;
  /**
   * What vendors have begun themselves. To be asked for before the list: what is there no more has been listed. A
   * malformed one holds nothing, and the owner's own issues can be read all the same.
   */
  opened(place: PodPlace, category: DataCategory, signal: AbortSignal): Promise<Mirrored<OpenedIssues>>;
  vendors(place: PodPlace, signal: AbortSignal): Promise<Mirrored<readonly KnownVendor[]>>;
  /** What an item's own document adds; nothing where it has none. */
  item(
    place: PodPlace,
    category: DataCategory,
    id: string,
    signal: AbortSignal,
  ): Promise<Mirrored<ItemDetails>>;
  /** The same, in passing: a document of the many that a sync goes through is not kept confirmed in the background. */
  glanceItem: Mirror['item'];
  /** The item's own document has changed just now. */
  expireItem(place: PodPlace, category: DataCategory, id: string): void;
  /** Where vendors begin something has changed just now. */
  expireOpened(place: PodPlace, category: DataCategory): void;
  /** A hint from the pod server that the document at this address has changed. */
  expire(address: string): void;
  /** Confirms what is in use before it has to be asked for. To be called every second or so. */
  refreshDue(): Promise<void>;
}

/** Design, section 2: what is served was confirmed within 30 s. The rest is for the way from here to the answer. */
const BOUND_MS = 28_000;
const REFRESH_AFTER_MS = 15_000;
const IN_USE_MS = 60 * 60 * 1000;
const MAX_DOCUMENTS = 20_000;
/** Where nobody says otherwise. */
const MAX_BYTES = 128 * 1024 * 1024;
/** Where ETags have steps of one second, a document that was changed just now may change again under the same ETag. */
const UNSETTLED_MS = 2_000;

type Content = readonly DataItem[] | readonly KnownVendor[] | ItemDetails | OpenedIssues | typeof REJECTED;
const REJECTED = Symbol('a malformed document');

const NOTHING: OpenedIssues = { openings: [], mutedVendors: [], mutedIssues: [] };

export interface MirrorOptions {
  readonly pods: PodReader;
  readonly now: () => Date;
  /** Asked to report changes of a document in use, where the pod server can. */
  readonly follow?: (address: string, container: string) => void;
  /** Of all documents that are kept, and with it their number. Default: 128 MiB, 20,000 documents. */
  readonly maxBytes?: number;
}

export function createMirror(options: MirrorOptions): Mirror {
  const { pods, now, follow = () => undefined, maxBytes = MAX_BYTES } = options;
  const copies = createCopies(now, maxBytes);
  const read = async <T extends Content>(
    key: string,
    load: Load<Content>,
    signal: AbortSignal,
  ): Promise<Mirrored<T>> => {
    const copy = copies.peek(key) ?? (await copies.get(key, load, signal));
    return accepted<T>(copy);
  };
  const loadItem =
    (place: PodPlace, category: DataCategory, id: string): Load<Content> =>
    async (known) =>
      toLoaded(await pods.item(place, category, id, known), {}, now);
  return {
    list(place, category, signal) {
      const address = `${place.container}${category.document}`;
      follow(address, place.container);
      return read(
        address,
        async (known) => toLoaded(await pods.list(place, category, known), [], now),
        signal,
      );
    },
    opened(place, category, signal) {
      const address = openedKey(place, category);
      if (address === undefined) return Promise.resolve({ content: NOTHING, version: 0 });
      follow(address, place.container);
      const onChange = () => copies.expire(`${place.container}${category.document}`);
      const load = async (known: Parameters<Load<Content>>[0]) =>
        toLoadedOpened(await pods.opened(place, category, known), onChange, now);
      return read<OpenedIssues>(address, load, signal);
    },
    vendors(place, signal) {
      const address = `${place.container}${DOCUMENTS.vendors}`;
      follow(address, place.container);
      return read(address, async (known) => toLoaded(await pods.vendors(place, known), [], now), signal);
    },
    item: (place, category, id, signal) =>
      read(itemKey(place, category, id), loadItem(place, category, id), signal),
    async glanceItem(place, category, id, signal) {
      const load = loadItem(place, category, id);
      return accepted(await copies.get(itemKey(place, category, id), load, signal, { isForOnce: true }));
    },
    expireItem: (...item) => copies.expire(itemKey(...item)),
    expireOpened(place, category) {
      const address = openedKey(place, category);
      if (address !== undefined) copies.expire(address);
    },
    expire: copies.expire,
    refreshDue: copies.refreshDue,
  };
}

function createCopies(now: () => Date, maxBytes: number): ConfirmedCopies<Content> {
  return createConfirmedCopies<Content>({
    now,
    boundMs: BOUND_MS,
    refreshAfterMs: REFRESH_AFTER_MS,
    inUseMs: IN_USE_MS,
    maxEntries: Math.ceil((MAX_DOCUMENTS * maxBytes) / MAX_BYTES),
    maxWeight: maxBytes,
  });
}

function toLoadedOpened(
  reading: PodReading<OpenedIssues>,
  onChange: () => void,
  now: () => Date,
): Awaited<ReturnType<Load<Content>>> {
  // What is gone from here is in the list by now.
  if (reading.status !== 'unchanged') onChange();
  if (reading.status !== 'rejected') return toLoaded(reading, NOTHING, now);
  return { status: 'read', content: NOTHING, weight: 0, etag: reading.etag };
}

const itemKey = ({ container }: PodPlace, { itemDocument = '' }: DataCategory, id: string): string =>
  `${container}${itemDocument} ${id}`;

const openedKey = ({ container }: PodPlace, { openedDocument }: DataCategory): string | undefined =>
  openedDocument === undefined ? undefined : `${container}${openedDocument}`;

function accepted<T extends Content>(copy: Copy<Content>): Mirrored<T> {
  if (copy.content === REJECTED)
    throw new GatewayError('pod_content_rejected', 'a document in the pod cannot be read');
  return copy as Copy<T>;
}

function toLoaded<T extends Content>(
  reading: PodReading<T>,
  ifAbsent: T,
  now: () => Date,
): Awaited<ReturnType<Load<Content>>> {
  switch (reading.status) {
    case 'unchanged':
      return reading;
    case 'absent':
      return { status: 'read', content: ifAbsent, weight: 0 };
    case 'rejected':
      return { status: 'read', content: REJECTED, weight: 0, etag: reading.etag };
    case 'read': {
      const { lastModifiedAt } = reading;
      const isUnsettled =
        lastModifiedAt !== undefined && now().getTime() - lastModifiedAt.getTime() < UNSETTLED_MS;
      return { ...reading, isUnsettled };
    }
  }
}
