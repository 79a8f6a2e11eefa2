import type { OwnerBook } from './bookkeeping/book.ts';
import type { RecordWrite } from './crm.ts';
import type { MappedChange } from './map-change.ts';

/** Each record as the last change of a batch leaves it, with what the book lets it have: what a later change took out is never written. */
export function standingWrites(book: OwnerBook, mapped: readonly MappedChange[]): RecordWrite[] {
  const newest = new Map<string, RecordWrite>();
  for (const write of mapped.flatMap(({ writes = [] }) => writes))
    newest.set(`${write.object} ${write.externalId}`, write);
  return [...newest.values()].flatMap((write) => {
    const record = book.records.find(
      ({ object, externalId }) => object === write.object && externalId === write.externalId,
    );
    if (record === undefined) return [];
    const standing = record.fields.map(({ name }) => name);
    const fields = Object.entries(write.fields).filter(([name]) => standing.includes(name));
    const kept = standing.filter((name) => !Object.hasOwn(write.fields, name));
    return [{ ...write, fields: Object.fromEntries(fields), kept }];
  });
}
