import { type Pod, readCategory, readItem } from '@parley/pod-client';
import { type DataItem, issueEvents, type MeasuredEvent } from '@parley/protocol';
import { changedAt, issueCategory, messagesOf, textOf } from '../../issues/issue-category.ts';
import type { Company } from '../company-of.ts';

/** The newest say enough, and each is a document of its own. */
const NEWEST = 50;

type Named = Pick<Company, 'vendorId' | 'known'>;

/** What happened in the issues that this company can see. Their words are read here and go nowhere. */
export async function measuredIssues(pod: Pod, company: Named): Promise<MeasuredEvent[]> {
  const reading = await readCategory(pod, { category: issueCategory });
  const listed = reading.status === 'read' ? reading.items : [];
  const newest = listed
    .filter((issue) => isFor(issue, company))
    .sort((a, b) => (changedAt(a) < changedAt(b) ? 1 : -1))
    .slice(0, NEWEST);
  const whole = await Promise.all(newest.map(({ id }) => readItem(pod, { category: issueCategory, id })));
  return whole.flatMap((issue) => issueEvents(asMeasured(issue, company)));
}

const isFor = ({ audience }: DataItem, { known }: Named): boolean =>
  audience === 'everyone' ||
  (known !== undefined && audience.some((id) => id === known.id || known.circles.includes(id)));

/** Without what other companies said in it. */
export function asMeasured(issue: DataItem, { vendorId }: Named): Parameters<typeof issueEvents>[0] {
  return {
    id: issue.id,
    createdAt: textOf(issue, 'createdAt'),
    state: textOf(issue, 'state'),
    closedAt: textOf(issue, 'closedAt'),
    messages: messagesOf(issue).filter(({ from, maker }) => from === 'owner' || maker === vendorId),
  };
}
