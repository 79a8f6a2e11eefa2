import type { PodNotice } from './consent-store.ts';

/**
 * PORT: what was acknowledged to somebody and no pod has been told of yet, outside the database. The database has it too; here it is for the
 * case that the database is lost before the pod answers again: a rebuild goes on from here.
 */
export interface UntoldNotices {
  /** When this returns it is on the disk. Keeping it twice is keeping it once. */
  keep(notice: PodNotice): Promise<void>;
  /** The pod has it. One that was never kept is no fault. */
  forget(notice: Pick<PodNotice, 'consentId' | 'sequence'>): Promise<void>;
  /** In the order of their places. */
  list(consentId: string): Promise<PodNotice[]>;
}
