import type { Consent } from '@parley/vendor-sdk';

type Erase = (category: string, fields: readonly string[]) => Promise<void>;

export async function tidyUp(consent: Consent, erase: Erase): Promise<void> {
  const { deletions, deletionReport } = await consent.status();
  if (deletionReport.state === 'not_due' || deletionReport.state === 'answered') return;
  for (const { category, fields } of deletions) await erase(category, fields);
  const categories = [...new Set(deletions.map(({ category }) => category))];
  const what = categories.map((category) => ({ category, outcome: 'deleted' }) as const);
  await consent.reportDeletion({ deletions, what });
}
