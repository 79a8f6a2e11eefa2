import type { DueOwners } from './due-owners.ts';
import { addOutcome, NO_FIGURES } from './figures.ts';

/** One round over whom the index lacks, beside a gateway at work. Whose pods do not answer are tried again in the next. */
export async function rebuildDue(
  due: DueOwners,
  log: { info(fields: object, message: string): void },
): Promise<void> {
  if (due.count() === 0) return;
  let figures = NO_FIGURES;
  await due.rebuildAll((outcome) => {
    figures = addOutcome(figures, outcome);
  });
  log.info(figures, 'owners were brought back into the index from their pods');
}
