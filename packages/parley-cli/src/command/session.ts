export interface Streams {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown };
}

/** What a command has to do with whoever started it. */
export interface Session extends Streams {
  /** What is typed while it runs. Absent: nothing. */
  readonly in?: NodeJS.ReadableStream;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Runs with the words behind its name and returns the exit code. */
export type Command = (words: string[], session: Session) => Promise<number>;

/** Done, and all is well. */
export const DONE = 0;
/** Looked at, and something is wrong. */
export const NOT_RIGHT = 1;
/** Nothing was done. */
export const NOT_USED_RIGHT = 2;
/** Ctrl-C came before the end: as shells have it. */
export const STOPPED = 130;
