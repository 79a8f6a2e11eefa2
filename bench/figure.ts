/** One measured number, and what it should be. */
export interface Figure {
  /** The row that it belongs to. */
  readonly row: string;
  readonly what: string;
  readonly value: number;
  readonly unit: 'x' | '/s' | 'ms' | 's' | 'MB' | 'B' | 'reads';
  /** The smallest and the largest of several runs. */
  readonly spread?: { readonly min: number; readonly max: number };
  readonly target?: Target;
  /** Why the target cannot be decided on this machine. */
  readonly undecidable?: string;
}

export type Target = { readonly atLeast: number } | { readonly atMost: number };

export type Verdict = 'reached' | 'missed' | 'not decidable here' | 'no target';

export function verdictOf({ value, target, undecidable }: Figure): Verdict {
  if (target === undefined) return 'no target';
  if (undecidable !== undefined) return 'not decidable here';
  const isReached = 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
  return isReached ? 'reached' : 'missed';
}

/** The middle one of several runs, with the smallest and the largest. */
export function middleOf(values: readonly number[]): Pick<Figure, 'value' | 'spread'> {
  const sorted = [...values].sort((a, b) => a - b);
  const [min = Number.NaN] = sorted;
  const value = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return { value, spread: { min, max: sorted.at(-1) ?? Number.NaN } };
}
