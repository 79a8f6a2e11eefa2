import { type RawBuilder, sql } from 'kysely';
import { GatewayError } from '../../gateway-error.ts';
import { RFC_3339 } from './instants.ts';

/** A list that is sorted by a time, then by an id; newest first. */
interface Place {
  readonly at: string;
  readonly id: string;
}

/** SQL: the time of a row as its cursor has it, with all six digits. */
export const placeAt = (column: string): RawBuilder<string> => sql<string>`${sql.raw(RFC_3339(column))}`;

/** SQL: what comes behind a cursor. */
export function behindCursor(cursor: string | undefined, columns: { at: string; id: string }) {
  if (cursor === undefined) return sql<boolean>`true`;
  const { at, id } = readCursor(cursor);
  return sql<boolean>`(${sql.ref(columns.at)}, ${sql.ref(columns.id)}) < (${at}::timestamptz, ${id})`;
}

/** A page from rows of which one more was asked for than there is place. */
export function toPage<Row extends { place_at: string }, T>(
  rows: readonly Row[],
  { limit, idOf, from }: { limit: number; idOf: (row: Row) => string; from: (row: Row) => T },
): { items: T[]; nextCursor?: string } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(from),
    ...(rows.length > limit && last !== undefined
      ? { nextCursor: Buffer.from(`${last.place_at} ${idOf(last)}`).toString('base64url') }
      : {}),
  };
}

/** @throws {GatewayError} `invalid_cursor` */
function readCursor(cursor: string): Place {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{6}Z) ([\w-]{1,64})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  const [, second = '', rest = '', id = ''] = match ?? [];
  const date = new Date(`${second}Z`);
  // JavaScript takes 30 February for 2 March; PostgreSQL does not take it at all.
  if (match === null || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 19) !== second)
    throw new GatewayError('invalid_cursor', 'the cursor of a list is not one');
  return { at: `${second}${rest}`, id };
}
