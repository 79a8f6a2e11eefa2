import type { HeldItem } from './copy-store.ts';

/** What a store keeps as its cursor: the gateway's, whether a round is under way, and in a full comparison what was held before and has not come again yet. */
export interface CopyMark {
  /** `undefined`: nothing has come yet. */
  readonly cursor: string | undefined;
  /** The gateway has more: what it went through already may be different by the time that this is read again. */
  readonly isWithinRound: boolean;
  readonly unseen: readonly HeldItem[];
}

/** Between rounds it is the gateway's cursor alone. */
export function writeMark({ cursor, isWithinRound, unseen }: CopyMark): string {
  if (!isWithinRound && cursor !== undefined) return cursor;
  return JSON.stringify({ cursor, unseen: unseen.map(({ category, id }) => [category, id]) });
}

export function readMark(kept: string): CopyMark {
  if (!kept.startsWith('{')) return { cursor: kept, isWithinRound: false, unseen: [] };
  const { cursor, unseen } = JSON.parse(kept) as { cursor?: string; unseen: [string, string][] };
  return { cursor, isWithinRound: true, unseen: unseen.map(([category, id]) => ({ category, id })) };
}
