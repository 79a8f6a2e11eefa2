/** One thing that is wrong, and where. */
export interface FoundProblem {
  /** Never changes its meaning. */
  readonly code: string;
  readonly detail: string;
  /** In words: the file, the bytes in it, the block or the statement. */
  readonly where: string;
}

/** What a command has found. */
export interface Outcome {
  readonly isVerified: boolean;
  readonly problems: readonly FoundProblem[];
  /** For a person, a line each. */
  readonly lines: readonly string[];
  /** For a program, beside `verified` and `problems`. */
  readonly facts: Readonly<Record<string, unknown>>;
}
