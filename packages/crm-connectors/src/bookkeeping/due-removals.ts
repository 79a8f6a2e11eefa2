import type { Removal } from '../crm.ts';
import { endOf, type Ground, type OwnerBook, type WrittenRecord } from './book.ts';

export interface DueRemovals {
  readonly removals: readonly Removal[];
  /** The book once they are done. */
  readonly after: OwnerBook;
}

/**
 * What has to leave the CRM now: a record when nothing is left that lets it be there, a field when nothing is left that lets it be filled.
 * What another consent or purpose still covers stays.
 */
export function dueRemovals(book: OwnerBook, now: Date): DueRemovals {
  const stands = (ground: Ground): boolean => {
    const end = endOf(ground);
    return end === undefined || new Date(end) > now;
  };
  const removals: Removal[] = [];
  const records = book.records.flatMap((record): WrittenRecord[] => {
    const { object, externalId } = record;
    const grounds = record.grounds.filter(stands);
    if (grounds.length === 0) {
      removals.push({ object, externalId, fields: 'all' });
      return [];
    }
    const fields = record.fields.map((each) => ({ ...each, grounds: each.grounds.filter(stands) }));
    const empty = fields.filter((each) => each.grounds.length === 0).map(({ name }) => name);
    if (empty.length > 0) removals.push({ object, externalId, fields: empty });
    return [{ ...record, grounds, fields: fields.filter((each) => each.grounds.length > 0) }];
  });
  return { removals, after: { ...book, records } };
}
