/** When a key signs. All that a rotation needs to know; nothing else in the file decides it. */
export interface KeyTimes {
  readonly signsFrom?: string | undefined;
  readonly retiredAt?: string | undefined;
}

/** `coming`: published, so that everybody knows it before it signs. `former`: what it has signed still counts. */
export type KeyStage = 'coming' | 'signing' | 'former' | 'retired';

const MINUTE_MS = 60_000;

/** A new key is published for as long as our key sets may be kept (5 minutes) and verifiers keep one by default (10), then it signs. */
export const PUBLISHED_BEFORE_MS = 15 * MINUTE_MS;

/** What a key has signed last: a token of five minutes, and a minute for clocks that differ and processes that had not noticed. */
export const COUNTS_AFTER_MS = 6 * MINUTE_MS;

const startOf = ({ signsFrom }: KeyTimes): number => (signsFrom === undefined ? 0 : Date.parse(signsFrom));

/** The stage of each key of a kind, newest first, at a time. Exactly one signs: the newest whose time has come. */
export function stagesOf(keys: readonly KeyTimes[], now: Date): KeyStage[] {
  const isDue = (key: KeyTimes) => key.retiredAt === undefined && startOf(key) <= now.getTime();
  const due = keys.findIndex(isDue);
  // A clock that went back: the oldest goes on.
  const signing = due === -1 ? keys.findLastIndex(({ retiredAt }) => retiredAt === undefined) : due;
  return keys.map(({ retiredAt }, index) => {
    if (retiredAt !== undefined) return 'retired';
    if (index === signing) return 'signing';
    return index < signing ? 'coming' : 'former';
  });
}

/** From when on nobody holds anything by this former key that has to be accepted. */
export function retirableFrom(keys: readonly KeyTimes[], index: number): Date {
  const successors = keys.slice(0, index).filter(({ retiredAt }) => retiredAt === undefined);
  return new Date(Math.min(...successors.map(startOf)) + COUNTS_AFTER_MS);
}
