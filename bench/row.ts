import type { Figure } from './figure.ts';
import type { Sizes } from './sizes.ts';
import type { World } from './world/world.ts';

/** One row of the benchmark: it measures one thing, and says all its figures. */
export interface Row {
  /** On the command line. */
  readonly name: string;
  readonly title: string;
  /** Only where it is named: too long for each run. */
  readonly isSeparate?: boolean;
  measure(bench: Bench): Promise<readonly MeasuredFigure[]>;
}

export type MeasuredFigure = Omit<Figure, 'row'>;

/** What a row works with. */
export interface Bench {
  readonly sizes: Sizes;
  /** For what only this row needs. */
  readonly folder: string;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
  /** Started when it is asked for first, then shared. */
  world(): Promise<World>;
  /** Takes a CPU profile of what runs meanwhile in the shared site's gateway, where one was asked for. */
  profiled(run: () => Promise<unknown>): Promise<void>;
}
