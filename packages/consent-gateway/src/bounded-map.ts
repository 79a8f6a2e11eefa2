/** A map that holds a limited amount: what was not used for longest goes first. */
export interface BoundedMap<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  entries(): IterableIterator<[K, V]>;
  readonly size: number;
}

export interface BoundedMapOptions<V> {
  readonly maxEntries: number;
  /** With `maxWeight`: how much an entry counts. */
  readonly weightOf?: (value: V) => number;
  readonly maxWeight?: number;
}

/** @example createBoundedMap<string, Buffer>({ maxEntries: 1_000, weightOf: (body) => body.length, maxWeight: 64_000_000 }) */
export function createBoundedMap<K, V>(options: BoundedMapOptions<V>): BoundedMap<K, V> {
  const { maxEntries, weightOf = () => 0, maxWeight = Number.POSITIVE_INFINITY } = options;
  const map = new Map<K, { value: V; weight: number }>();
  let total = 0;
  // One walk for good: each new one would step over all that was dropped at its front before.
  let oldestFirst = map.keys();
  const dropOldest = (): void => {
    let next = oldestFirst.next();
    if (next.done === true) {
      oldestFirst = map.keys();
      next = oldestFirst.next();
    }
    if (next.done !== true) remove(next.value);
  };
  const remove = (key: K): void => {
    total -= map.get(key)?.weight ?? 0;
    map.delete(key);
  };
  return {
    get(key) {
      const found = map.get(key);
      if (found === undefined) return undefined;
      map.delete(key);
      map.set(key, found);
      return found.value;
    },
    set(key, value) {
      remove(key);
      const weight = weightOf(value);
      map.set(key, { value, weight });
      total += weight;
      while (map.size > maxEntries || total > maxWeight) dropOldest();
    },
    delete: remove,
    *entries() {
      for (const [key, { value }] of [...map]) yield [key, value];
    },
    get size() {
      return map.size;
    },
  };
}
