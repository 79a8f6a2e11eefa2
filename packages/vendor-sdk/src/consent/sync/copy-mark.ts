import type { HeldItem } from './copy-store.ts';

/** What a store keeps as its cursor: the gateway's, and in a full comparison what was held before and has not come again yet. */
export interface CopyMark {
  /** `undefined`: nothing has come yet. */
  readonly cursor: string | undefined;
  readonly unseen: readonly HeldItem[];
}

/** Outside a full comparison it is the gateway's cursor alone. */
export function writeMark({ cursor, unseen }: CopyMark): string {
  if (unseen.length === 0 && cursor !== undefined) return cursor;
  return JSON.stringify({ cursor, unseen: unseen.map(({ category, id }) => [category, id]) });
}

export function readMark(kept: string): CopyMark {
  if (!kept.startsWith('{')) return { cursor: kept, unseen: [] };
  const { cursor, unseen } = JSON.parse(kept) as { cursor?: string; unseen: [string, string][] };
  return { cursor, unseen: unseen.map(([category, id]) => ({ category, id })) };
}
