/** What an owner asks of a list. */
export interface ListQuery {
  readonly ownerId: string;
  /** 1 to 200. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Newest first. Without `nextCursor` it was the last page. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string;
}
