import type { ApprovedItem } from '@parley/protocol';
import type { CategoryName, ItemOf } from '../approved-items.ts';
import type { CopyStore } from './copy-store.ts';

export interface MemoryCopy extends CopyStore {
  get<Name extends CategoryName>(category: Name, id: string): ItemOf<Name> | undefined;
  list<Name extends CategoryName>(category: Name): ItemOf<Name>[];
}

/**
 * A copy in memory, which ends with the process: for tests, and for what is small.
 *
 * @example
 * ```ts
 * import { type Consent, createMemoryCopy } from '@parley/vendor-sdk';
 *
 * async function openTitles(consent: Consent): Promise<(string | undefined)[]> {
 *   const copy = createMemoryCopy();
 *   await consent.sync({ purpose: 'https://w3id.org/dpv#CustomerCare', store: copy });
 *   return copy.list('issues').filter(({ state }) => state === 'open').map(({ title }) => title);
 * }
 * ```
 */
export function createMemoryCopy(): MemoryCopy {
  const held = new Map<string, Map<string, ApprovedItem>>();
  let kept: string | undefined;
  return {
    load: async () => kept,
    items: async () =>
      [...held].flatMap(([category, items]) => [...items.keys()].map((id) => ({ category, id }))),
    async apply(changes, cursor) {
      for (const change of changes) {
        const items = held.get(change.category) ?? new Map<string, ApprovedItem>();
        if (change.type === 'removed') items.delete(change.id);
        else held.set(change.category, items.set(change.id, change.item));
      }
      kept = cursor;
    },
    get: <Name extends CategoryName>(category: Name, id: string) =>
      held.get(category)?.get(id) as ItemOf<Name> | undefined,
    list: <Name extends CategoryName>(category: Name) =>
      [...(held.get(category)?.values() ?? [])] as ItemOf<Name>[],
  };
}
