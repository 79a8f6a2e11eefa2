import type { Evidence } from './evidence.ts';

/** What a check has found. `unknown`: something else has to be mended first. */
export type Finding =
  | { readonly outcome: 'good'; readonly detail: string }
  | { readonly outcome: 'unknown'; readonly detail: string }
  | {
      readonly outcome: 'bad';
      /** Never changes its meaning. */
      readonly code: string;
      readonly detail: string;
      /** What to do. */
      readonly next: string;
    };

/** One thing that a vendor's set-up needs. Pure: it judges what was seen. */
export interface Check {
  readonly name: string;
  judge(evidence: Evidence): Finding;
}

export const good = (detail: string): Finding => ({ outcome: 'good', detail });
export const unknown = (detail: string): Finding => ({ outcome: 'unknown', detail });
export const bad = (code: string, detail: string, next: string): Finding => ({
  outcome: 'bad',
  code,
  detail,
  next,
});
