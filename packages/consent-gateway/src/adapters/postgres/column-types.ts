import type { ColumnType, JSONColumnType } from 'kysely';

/** How PostgreSQL's types come and go. */
export type Json<T extends object> = JSONColumnType<T>;
export type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
export type OptionalInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
