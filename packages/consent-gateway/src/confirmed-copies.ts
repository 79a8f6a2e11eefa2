// Copies of things that live elsewhere, each confirmed against its source within a bound. In: how to load one.
// Out: a copy that was confirmed recently enough, or the fault that kept it from being confirmed. Not here: what they hold.
import { createBoundedMap } from './bounded-map.ts';
import { GatewayError } from './gateway-error.ts';

/** What a source says: the copy still holds, or this is it now. */
export type Loaded<T> =
  | { readonly status: 'unchanged' }
  | {
      readonly status: 'read';
      readonly content: T;
      readonly etag?: string | undefined;
      /** Bytes, roughly. */
      readonly weight: number;
      /** Whether the source could change again without its ETag changing: then it is soon read once more, as a whole. */
      readonly isUnsettled?: boolean;
    };

/** Asks the source. It brings its own time limit, and its faults are thrown. */
export type Load<T> = (known: { readonly etag: string | undefined }) => Promise<Loaded<T>>;

export interface Copy<T> {
  readonly content: T;
  /** Another one for each other content; the same copy has the same. */
  readonly version: number;
  /** By the clock of this process, in milliseconds: when the confirming load began. */
  readonly confirmedAt: number;
}

export interface ConfirmedCopies<T> {
  /** A copy confirmed within the bound, loaded now where there is none. @throws what `load` throws */
  get(key: string, load: Load<T>, signal: AbortSignal, options?: GetOptions): Promise<Copy<T>>;
  /** The copy where it needs no load; it then counts as used. */
  peek(key: string): Copy<T> | undefined;
  /** A hint that the source has changed: nothing is served from memory until it is loaded anew, which begins now. */
  expire(key: string): void;
  /** Drops the copy: it is loaded when it is next asked for. */
  forget(key: string): void;
  /** Loads anew, in the background, what is in use and will soon need it. */
  refreshDue(): Promise<void>;
}

export interface GetOptions {
  /** It does not count as used, so that nothing goes on to confirm it. Default: false. */
  readonly isForOnce?: boolean;
}

export interface ConfirmedCopiesOptions {
  readonly now: () => Date;
  /** How long a confirmation counts. */
  readonly boundMs: number;
  /** After that long a copy in use is confirmed again in the background. */
  readonly refreshAfterMs: number;
  /** A copy counts as in use for that long after it was last asked for. */
  readonly inUseMs: number;
  readonly maxEntries: number;
  readonly maxWeight: number;
}

interface Entry<T> {
  copy: Copy<T> | undefined;
  etag: string | undefined;
  weight: number;
  load: Load<T>;
  usedAt: number;
  /** From then on a load is due before the bound, because the last one read an unsettled source. */
  settlesAt: number;
  loading: Promise<Copy<T>> | undefined;
  /** Grows with each hint: a load that began before one confirms nothing. */
  hints: number;
  /** After a fault the source is left alone for a moment; in the background for longer each time. */
  fault:
    | {
        readonly error: unknown;
        readonly until: number;
        readonly refreshAt: number;
        readonly pauseMs: number;
      }
    | undefined;
}

const PAUSE_AFTER_FAULT_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const SETTLES_AFTER_MS = 2_000;
const MAX_ATTEMPTS = 5;

export function createConfirmedCopies<T>(options: ConfirmedCopiesOptions): ConfirmedCopies<T> {
  const nowMs = () => options.now().getTime();
  const entries = createBoundedMap<string, Entry<T>>({
    maxEntries: options.maxEntries,
    maxWeight: options.maxWeight,
    weightOf: (entry) => entry.weight,
  });
  const nextVersion = counter();
  const fresh = (entry: Entry<T>): Copy<T> | undefined => {
    const now = nowMs();
    const age = now - (entry.copy?.confirmedAt ?? Number.NaN);
    // A clock that was set back makes nothing fresh again.
    return age >= 0 && age < options.boundMs && now < entry.settlesAt ? entry.copy : undefined;
  };
  const start = (key: string, entry: Entry<T>): Promise<Copy<T>> => {
    const loading = loadUntilSteady(entry, nextVersion, nowMs).finally(() => {
      entry.loading = undefined;
      // Weighed anew; an entry that was dropped meanwhile stays dropped.
      if (entries.get(key) === entry) entries.set(key, entry);
    });
    entry.loading = loading;
    loading.catch(() => undefined);
    return loading;
  };
  return {
    peek(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entry.usedAt = nowMs();
      return fresh(entry);
    },
    async get(key, load, signal, { isForOnce = false } = {}) {
      const entry = entries.get(key) ?? emptyEntry(load);
      entries.set(key, entry);
      Object.assign(entry, { load, ...(isForOnce ? {} : { usedAt: nowMs() }) });
      const copy = fresh(entry);
      if (copy !== undefined) return copy;
      if (entry.fault !== undefined && nowMs() < entry.fault.until) throw entry.fault.error;
      return orAborted(entry.loading ?? start(key, entry), signal);
    },
    expire(key) {
      const entry = entries.get(key);
      if (entry === undefined) return;
      Object.assign(entry, { hints: entry.hints + 1, settlesAt: Number.NEGATIVE_INFINITY, fault: undefined });
      if (entry.loading === undefined && nowMs() - entry.usedAt < options.inUseMs) void start(key, entry);
    },
    forget: entries.delete,
    async refreshDue() {
      const now = nowMs();
      const due = [...entries.entries()].filter(
        ([, entry]) =>
          entry.loading === undefined &&
          now - entry.usedAt < options.inUseMs &&
          now >= (entry.fault?.refreshAt ?? 0) &&
          (now >= entry.settlesAt || now - (entry.copy?.confirmedAt ?? 0) >= options.refreshAfterMs),
      );
      await Promise.allSettled(due.map(([key, entry]) => start(key, entry)));
    },
  };
}

/** A load that a hint overtook may have read what was there before: it is done again, one after the other. */
async function loadUntilSteady<T>(
  entry: Entry<T>,
  nextVersion: () => number,
  nowMs: () => number,
): Promise<Copy<T>> {
  try {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const begun = { at: nowMs(), hints: entry.hints };
      const loaded = await entry.load({ etag: entry.copy === undefined ? undefined : entry.etag });
      if (entry.hints === begun.hints) return keep(entry, loaded, begun.at, nextVersion);
    }
    throw new GatewayError('temporarily_unavailable', 'a document changes faster than it can be read');
  } catch (error) {
    const pauseMs = Math.min((entry.fault?.pauseMs ?? PAUSE_AFTER_FAULT_MS / 2) * 2, LONGEST_PAUSE_MS);
    const at = nowMs();
    entry.fault = { error, until: at + PAUSE_AFTER_FAULT_MS, refreshAt: at + pauseMs, pauseMs };
    throw error;
  }
}

function keep<T>(
  entry: Entry<T>,
  loaded: Loaded<T>,
  confirmedAt: number,
  nextVersion: () => number,
): Copy<T> {
  entry.fault = undefined;
  if (loaded.status === 'read') {
    const { content, etag, weight, isUnsettled = false } = loaded;
    entry.weight = weight;
    entry.etag = isUnsettled ? undefined : etag;
    entry.settlesAt = isUnsettled ? confirmedAt + SETTLES_AFTER_MS : Number.POSITIVE_INFINITY;
    entry.copy = { content, version: nextVersion(), confirmedAt };
  } else if (entry.copy !== undefined) {
    entry.settlesAt = Number.POSITIVE_INFINITY;
    entry.copy = { ...entry.copy, confirmedAt };
  } else throw new TypeError('a source without a copy cannot be unchanged');
  return entry.copy;
}

function emptyEntry<T>(load: Load<T>): Entry<T> {
  return {
    copy: undefined,
    etag: undefined,
    weight: 0,
    load,
    usedAt: 0,
    settlesAt: Number.POSITIVE_INFINITY,
    loading: undefined,
    hints: 0,
    fault: undefined,
  };
}

function counter(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}

/** The promise, or the signal's reason where that comes first. What was begun goes on for the others who wait. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
