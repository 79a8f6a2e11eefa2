/** How soon the background follows what was done. What is acknowledged holds before, at whatever pace. */
export interface Pace {
  /** Milliseconds between two looks at what is due, and at what a pod or an inbox has yet to be told. */
  readonly jobsEveryMs: number;
  /** Seconds between two blocks of one owner, while the pods keep up. */
  readonly blockEverySeconds: number;
  /** Default: as in `docs/limits.md`. */
  readonly webhooks?: {
    /** Milliseconds that a receiver has for its answer. */
    readonly timeoutMs: number;
    /** From one try to the next. */
    readonly retrySeconds: readonly number[];
  };
}

export const USUAL_PACE: Pace = { jobsEveryMs: 5_000, blockEverySeconds: 5 };
