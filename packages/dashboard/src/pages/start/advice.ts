import type { ConsentView } from '@parley/protocol';

/** Why something that is shared is worth a look. */
export interface Advice {
  /** It ends within 7 days; it was not read for 60 days; it has run for 90 days, or for 90 more. */
  readonly why: 'ending' | 'unread' | 'review';
  readonly consent: ConsentView;
}

const DAY_MS = 86_400_000;
const ENDING_DAYS = 7;
const UNREAD_DAYS = 60;
const REVIEW_DAYS = 90;
/** How long a review is asked for. */
const REVIEWED_FOR_DAYS = 14;

/** What the person may want to look at, the most pressing first. */
export function adviceOf(consents: readonly ConsentView[], now: Date): readonly Advice[] {
  const all = consents.filter(isRead).flatMap((consent): Advice[] => {
    const why = reasonOf(consent, now);
    return why === undefined ? [] : [{ why, consent }];
  });
  return all.toSorted((a, b) => RANK[a.why] - RANK[b.why] || a.consent.until.localeCompare(b.consent.until));
}

const RANK = { ending: 0, unread: 1, review: 2 } as const;

/** Whether a company may read it just now. */
export const isRead = ({ status, vendor }: ConsentView): boolean => status === 'given' && !vendor.held;

function reasonOf(consent: ConsentView, now: Date): Advice['why'] | undefined {
  const daysSince = (instant: string) => (now.getTime() - Date.parse(instant)) / DAY_MS;
  if (-daysSince(consent.until) <= ENDING_DAYS) return 'ending';
  if (daysSince(consent.lastReadAt ?? consent.givenAt) >= UNREAD_DAYS) return 'unread';
  const age = daysSince(consent.givenAt);
  return age >= REVIEW_DAYS && age % REVIEW_DAYS < REVIEWED_FOR_DAYS ? 'review' : undefined;
}
