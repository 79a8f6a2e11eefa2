/** How many things may be under way: all together, and for each key. */
export interface Slots {
  enter(key: string): 'entered' | 'key_full' | 'full';
  /** Once for each `entered`. */
  leave(key: string): void;
  readonly inUse: number;
}

/** Keeps only keys that have something under way: never more than `total`. */
export function createSlots({ total, perKey }: { total: number; perKey: number }): Slots {
  const taken = new Map<string, number>();
  let inUse = 0;
  return {
    enter(key) {
      const own = taken.get(key) ?? 0;
      if (own >= perKey) return 'key_full';
      if (inUse >= total) return 'full';
      taken.set(key, own + 1);
      inUse += 1;
      return 'entered';
    },
    leave(key) {
      const own = taken.get(key) ?? 0;
      if (own === 0) return;
      if (own === 1) taken.delete(key);
      else taken.set(key, own - 1);
      inUse -= 1;
    },
    get inUse() {
      return inUse;
    },
  };
}
