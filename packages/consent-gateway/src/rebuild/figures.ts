import type { HeldConsent, OwnerOutcome } from './rebuild-owner.ts';

/** What a rebuild has come to. */
export interface RebuildFigures {
  readonly owners: number;
  readonly live: number;
  readonly ended: number;
  readonly gaps: number;
  readonly held: readonly HeldConsent[];
  readonly unreachable: number;
  readonly notProven: number;
  readonly operatorVendors: readonly string[];
}

export const NO_FIGURES: RebuildFigures = {
  owners: 0,
  live: 0,
  ended: 0,
  gaps: 0,
  held: [],
  unreachable: 0,
  notProven: 0,
  operatorVendors: [],
};

export function addOutcome(figures: RebuildFigures, outcome: OwnerOutcome): RebuildFigures {
  if (outcome.kind === 'unreachable') return { ...figures, unreachable: figures.unreachable + 1 };
  if (outcome.kind === 'not_proven') return { ...figures, notProven: figures.notProven + 1 };
  return {
    ...figures,
    owners: figures.owners + 1,
    live: figures.live + outcome.live,
    ended: figures.ended + outcome.ended,
    gaps: figures.gaps + outcome.gaps,
    held: [...figures.held, ...outcome.held],
    operatorVendors: [...new Set([...figures.operatorVendors, ...outcome.operatorVendors])],
  };
}

/** The figures in words, a line each. No WebID, no address of a pod. */
export function figuresInWords(figures: RebuildFigures): string[] {
  const { owners, live, ended, gaps, held, unreachable, notProven, operatorVendors } = figures;
  return [
    `${owners} owners are in the index again: ${live} consents live, ${ended} ended, ${held.length} held; ${gaps} gaps declared.`,
    ...held.map(
      ({ consentId, why }) => `  held: ${consentId} (${why}). It is not live; its file cannot be believed.`,
    ),
    ...operatorVendors.map((id) => `  vendor to be entered again (vendor add): ${id}`),
    ...(notProven === 0
      ? []
      : [
          `${notProven} pods do not say any more that they are these owners': they come back when the owner connects again.`,
        ]),
    ...(unreachable === 0
      ? []
      : [
          `${unreachable} pods did not answer: nothing of these owners is live. Run 'parley-gateway rebuild' again.`,
        ]),
  ];
}

/** What a gateway says at its start where the index lacks somebody. */
export function dueInWords(due: {
  readonly owners: { count(): number };
  readonly unreadable: number;
}): string[] {
  const count = due.owners.count();
  return [
    ...(due.unreadable === 0 ? [] : [`${due.unreadable} lines of owners.log cannot be read`]),
    ...(count === 0
      ? []
      : [`the database lacks ${count} owners of owners.log: they are read from their pods, beside the work`]),
  ];
}
