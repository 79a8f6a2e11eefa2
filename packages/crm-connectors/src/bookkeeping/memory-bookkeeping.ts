import type { BookIndex, Bookkeeping, OwnerBook } from './book.ts';

/** Books in memory: for tests and trials. After a restart nobody would know what has to be removed. */
export function createMemoryBookkeeping(): Bookkeeping {
  const books = new Map<string, { readonly book: OwnerBook; readonly index: BookIndex }>();
  const busy = new Map<string, Promise<unknown>>();
  const ownersWhere = (holds: (index: BookIndex) => boolean): string[] =>
    [...books].flatMap(([owner, { index }]) => (holds(index) ? [owner] : []));
  return {
    exclusively(owner, work) {
      const before = busy.get(owner) ?? Promise.resolve();
      const turn = before.then(() =>
        work({
          book: books.get(owner)?.book,
          async save(book, index) {
            books.set(owner, structuredClone({ book, index }));
          },
        }),
      );
      const settled = turn.catch(() => undefined);
      busy.set(owner, settled);
      return turn;
    },
    async ownersDue(now) {
      return ownersWhere(({ dueAt }) => dueAt !== undefined && new Date(dueAt) <= now);
    },
    async ownerOf(externalId) {
      return ownersWhere(({ externalIds }) => externalIds.includes(externalId))[0];
    },
  };
}
