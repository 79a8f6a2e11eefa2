/** Wire words and times, as Acme says them. */
const words: Readonly<Record<string, string>> = {
  open: 'Open',
  acknowledged: 'Seen by us',
  'in-progress': 'In progress',
  answered: 'Answered',
  closed: 'Closed',
  question: 'Question',
  complaint: 'Complaint',
  fault: 'Fault',
  return: 'Return',
  request: 'Request',
  recall: 'Recall',
  notice: 'Notice',
  low: 'Minor',
  medium: 'Annoying',
  high: 'Serious',
  require: 'Always',
  prefer: 'Gladly',
  avoid: 'Rather not',
  refuse: 'Never',
  title: 'title',
  state: 'state',
  kind: 'kind',
  severity: 'how bad it is',
  createdAt: 'when it began',
  modifiedAt: 'last change',
  closedAt: 'when you closed it',
  description: 'description',
  about: 'product or order',
  desiredOutcome: 'what you would like',
  messages: 'messages',
  topic: 'topic',
  statement: 'what you want',
  value: 'exact value',
  strength: 'how much it matters',
  validFrom: 'from when',
  validUntil: 'until when',
  issues: 'Issues',
  preferences: 'Preferences',
};

/** A word of the wire in our words; one that we do not know stands as it is. */
export const say = (word: string): string => (Object.hasOwn(words, word) ? (words[word] ?? word) : word);

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** An instant as a date; what is no instant stands as it is. */
export function inWords(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : day.format(at);
}

/** What becomes of what Acme has seen, after the end. */
export function afterwards(end: { deleteBy?: string | undefined; isReported: boolean }): string {
  if (end.isReported)
    return 'We have deleted our copy of it, and have told your gateway so, signed with our key.';
  return end.deleteBy === undefined
    ? 'Nothing of it has to be deleted, as you agreed.'
    : `Our copy of it is deleted by ${inWords(end.deleteBy)}, as we promised.`;
}

const UNITS: Readonly<Record<string, string>> = { Y: 'year', M: 'month', D: 'day' };

/** `P30D` as `30 days`. */
export function lengthInWords(duration: string): string {
  const parts = [...duration.matchAll(/(\d+)([YMD])/g)].map(([, count = '', unit = '']) => {
    return `${count} ${UNITS[unit]}${count === '1' ? '' : 's'}`;
  });
  return parts.join(' and ') || duration;
}
