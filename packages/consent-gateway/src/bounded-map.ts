/** A map that holds a limited amount: what was not used lately goes first. */
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

interface Entry<V> {
  value: V;
  weight: number;
  /** Since the walk last came by: it is passed over once. */
  isUsed: boolean;
}

/**
 * By second chance (the clock algorithm): a use marks its entry and moves nothing, because a read looks into half a dozen of these.
 *
 * @example createBoundedMap<string, Buffer>({ maxEntries: 1_000, weightOf: (body) => body.length, maxWeight: 64_000_000 })
 */
export function createBoundedMap<K, V>(options: BoundedMapOptions<V>): BoundedMap<K, V> {
  const { maxEntries, weightOf = () => 0, maxWeight = Number.POSITIVE_INFINITY } = options;
  const map = new Map<K, Entry<V>>();
  let total = 0;
  // One walk for as many entries as there were when it began: each new one would step over all that was dropped at its front before.
  let walk = map.entries();
  let ahead = 0;
  const dropOne = (): void => {
    if (ahead === 0) {
      walk = map.entries();
      ahead = map.size;
    }
    ahead -= 1;
    const next = walk.next();
    if (next.done === true) ahead = 0;
    else if (next.value[1].isUsed) next.value[1].isUsed = false;
    else remove(next.value[0]);
  };
  const remove = (key: K): void => {
    total -= map.get(key)?.weight ?? 0;
    map.delete(key);
  };
  return {
    get(key) {
      const found = map.get(key);
      if (found === undefined) return undefined;
      found.isUsed = true;
      return found.value;
    },
    set(key, value) {
      const weight = weightOf(value);
      const found = map.get(key);
      if (weight > maxWeight) return remove(key);
      if (found === undefined) {
        // Room is made before: what is new has not been used yet, and would be the first to go.
        while (map.size >= maxEntries || total + weight > maxWeight) dropOne();
        map.set(key, { value, weight, isUsed: false });
        total += weight;
      } else {
        total += weight - found.weight;
        Object.assign(found, { value, weight });
        while (total > maxWeight) dropOne();
      }
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
