import type { FoundProblem } from '../command/outcome.ts';

/** The whole verdict in a line. */
export function verdictLine(name: string, problems: readonly FoundProblem[]): string {
  if (problems.length === 0) return `Verified: ${name}`;
  const isOnlyUnknown = problems.every(({ code }) => code === 'keys_from_pod');
  return isOnlyUnknown ? `UNCHANGED, BUT WHO SIGNED IT IS NOT VERIFIED: ${name}` : `NOT VERIFIED: ${name}`;
}
