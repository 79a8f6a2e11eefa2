import type { AuthorizationDetails } from './authorization-details.ts';
import { addDuration } from './instant.ts';

/** Until when a vendor has promised to have done with what it read for one purpose. */
export interface DeletionDue {
  readonly purpose: string;
  readonly onEnd: 'delete' | 'deidentify' | 'retain';
  readonly deleteBy: Date;
}

/** The end of the consent plus what each purpose may be kept for. */
export function deletionsDue(details: AuthorizationDetails, endedAt: Date): readonly DeletionDue[] {
  return details.map(({ purpose, retention: { duration, onEnd } }) => ({
    purpose,
    onEnd,
    deleteBy: addDuration(endedAt, duration, 1),
  }));
}

/** The first date by which something has to be deleted or made anonymous. `undefined`: all of it may be kept. */
export function firstDeletion(details: AuthorizationDetails, endedAt: Date): Date | undefined {
  const dates = deletionsDue(details, endedAt).flatMap(({ onEnd, deleteBy }) =>
    onEnd === 'retain' ? [] : [deleteBy.getTime()],
  );
  return dates.length === 0 ? undefined : new Date(Math.min(...dates));
}
