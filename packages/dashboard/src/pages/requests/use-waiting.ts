import type { RequestView } from '@parley/protocol';
import { useRequests } from '../../gateway/queries.ts';

const WAITING: ReadonlySet<RequestView['status']> = new Set(['requested', 'deferred']);

/** Whether the person can still decide it. */
export const isWaiting = ({ status }: RequestView): boolean => WAITING.has(status);

/** What waits for a decision, as far as it is known. */
export const useWaiting = (): readonly RequestView[] => (useRequests().data ?? []).filter(isWaiting);
