import type { CopyOwner, CopyStore } from '../read/changes/copy-store.ts';

/** A copy store in memory, with what it keeps. */
export function createMemoryCopies(): CopyStore {
  const kept = new Map<string, Map<string, Buffer>>();
  const keyOf = ({ consentId, purpose }: CopyOwner) => `${consentId} ${purpose}`;
  return {
    find: async (of, name) => kept.get(keyOf(of))?.get(name),
    async keep(of, { name, packed, madeFrom }) {
      const before = kept.get(keyOf(of))?.get(madeFrom);
      kept.set(keyOf(of), new Map([...(before ? [[madeFrom, before] as const] : []), [name, packed]]));
    },
  };
}
