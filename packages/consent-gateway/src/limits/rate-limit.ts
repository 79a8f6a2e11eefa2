import { createBoundedMap } from '../bounded-map.ts';

/** How often each of many may do something: so many times at once, and so many again with each minute. */
export interface RateLimit {
  /** Takes one. 0, or the seconds after which there is one again. */
  take(key: string): number;
  /** Puts back the one that was taken last. */
  giveBack(key: string): void;
  /** Of how many it is kept: those who came last. */
  readonly size: number;
}

export interface RateLimitOptions {
  readonly perMinute: number;
  readonly maxKeys: number;
  /** Milliseconds that only ever grow. */
  readonly nowMs: () => number;
}

const MINUTE_MS = 60_000;

/**
 * A token bucket for each key, kept as one number: until when its time is used up (the generic cell rate algorithm). Whose time lies in the
 * past has a full bucket, so that forgetting who came longest ago forgives little.
 */
export function createRateLimit(options: RateLimitOptions): RateLimit {
  const { perMinute, maxKeys, nowMs } = options;
  const costMs = MINUTE_MS / perMinute;
  const usedUntil = createBoundedMap<string, number>({ maxEntries: maxKeys });
  return {
    take(key) {
      const now = nowMs();
      const until = Math.max(now, usedUntil.get(key) ?? now) + costMs;
      const tooMuchMs = until - now - MINUTE_MS;
      if (tooMuchMs > 0) return Math.ceil(tooMuchMs / 1000);
      usedUntil.set(key, until);
      return 0;
    },
    giveBack(key) {
      const until = usedUntil.get(key);
      if (until !== undefined) usedUntil.set(key, until - costMs);
    },
    get size() {
      return usedUntil.size;
    },
  };
}
