import type { Kept } from '@parley/vendor-sdk/testing';

/** How the made-up person answers. */
export interface Manners {
  decision: 'give' | 'refuse' | 'defer';
  /** What is left of what was asked. Absent: all of it. */
  readonly kept?: Kept;
}
