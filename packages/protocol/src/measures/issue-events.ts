import type { ThreadMessage } from '../data-item.ts';
import type { MeasuredEvent } from './measured-event.ts';

/** An issue with its thread: as the owner has it in the pod, or as the vendor was given it. */
export interface MeasuredIssue {
  readonly id: string;
  readonly createdAt?: string | undefined;
  readonly state?: string | undefined;
  /** It stays when the issue is opened again. */
  readonly closedAt?: string | undefined;
  readonly messages?: readonly ThreadMessage[] | undefined;
}

/** What happened in an issue. One whose beginning was not given tells nothing, and one that the vendor itself began waits for nobody. */
export function issueEvents({
  id: issue,
  createdAt,
  state,
  closedAt,
  messages = [],
}: MeasuredIssue): readonly MeasuredEvent[] {
  if (createdAt === undefined || isBegunByVendor(createdAt, messages)) return [];
  return [
    { type: 'issue_opened', issue, at: createdAt },
    ...(closedAt === undefined
      ? []
      : [{ type: 'issue_closed', issue, at: closedAt, stands: state === 'closed' } as const]),
    ...messages.map(
      ({ id, createdAt: at, from, by, proposes }) =>
        ({ type: 'message', issue, id, at, from, by, isFixProposed: proposes === 'fixed' }) as const,
    ),
  ];
}

/** Its first words stand in it from the beginning. */
const isBegunByVendor = (createdAt: string, messages: readonly ThreadMessage[]): boolean =>
  messages.some(({ from, createdAt: at }) => from === 'vendor' && Date.parse(at) <= Date.parse(createdAt));
