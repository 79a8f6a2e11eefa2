// Every word of the team's desk. What people wrote is never here.

export const team = {
  signInTitle: 'For our support team',
  signInLead: 'The password is printed where the desk was started.',
  password: 'Password',
  signIn: 'Sign in',
  signInWrong: 'That is not the password.',
  signOut: 'Sign out',
  inbox: 'Inbox',
  measures: 'How it went',
  customer: (subject: string) => `Customer ${subject.slice(-6)}`,
} as const;

export const inbox = {
  title: 'Inbox',
  lead: 'What customers have approved, as our copy has it now. Who stops sharing is gone from here at once.',
  empty: 'Nothing is waiting for us.',
  open: 'Waiting',
  closed: 'Closed by the customer',
  untitled: 'An issue without a title',
  age: (age: string) => `open for ${age}`,
  noMessage: 'No message yet',
  you: 'Acme',
  noThread: 'Messages are not shared with us',
  standings: 'Not to be worked with',
  pausedUntil: (day: string) => `paused until ${day}`,
  paused: 'paused by the customer',
  held: 'on hold at the gateway',
  looking: 'being looked at',
  ended: (day: string) => `ended on ${day}`,
  deleted: (day: string) => `deleted on ${day}`,
  notDeleted: 'nothing is left to delete',
  reported: 'report signed',
  reportOpen: 'report still to be taken',
} as const;

export const issue = {
  thread: 'Messages',
  noMessages: 'Nobody has written here yet.',
  about: 'About',
  desiredOutcome: 'Would like',
  since: 'Since',
  modified: 'Last change',
  facts: 'The issue',
  wishes: 'How this customer wants it',
  noWishes: 'No preferences are shared with us.',
  writes: { person: 'a person', program: 'a program' },
  customer: 'Customer',
  acme: 'Acme',
  proposed: 'proposes',
  proposals: {
    acknowledged: 'we have seen it',
    'in-progress': 'we are at it',
    answered: 'it is answered',
    fixed: 'it is fixed',
  },
  sent: 'Your answer stands in the customer’s pod.',
  gone: 'It is not shared with us any more',
  goneText: 'The customer has taken it back, or has changed whom it is for. Our copy does not have it.',
} as const;

export const reply = {
  title: 'Answer',
  label: 'Your answer',
  hint: 'Plain text. It is signed with our key, says that a person wrote it, and stands in the customer’s own pod.',
  proposal: 'What you propose',
  none: 'Nothing, just the answer',
  acknowledged: 'Acknowledged: we have seen it',
  'in-progress': 'In progress: we are at it',
  answered: 'Answered: this is what you asked for',
  fixed: 'Fixed? Please look, and close it if it is',
  onlyCustomer: 'Only the customer changes the state of an issue.',
  send: 'Send',
  closedToReplies: 'This customer lets us read, and not answer.',
} as const;

/** Why an answer was not sent, by the SDK's code. What was written stays in the form. */
export const notSent: Readonly<Record<string, string>> = {
  consent_paused: 'The customer has paused sharing. The answer was not sent.',
  insufficient_authorization: 'The customer does not let us answer here. The answer was not sent.',
  not_found: 'The issue is not shared with us any more. The answer was not sent.',
  invalid_options: 'Please write plain text: at most 10,000 characters, and no control characters.',
  too_many_requests: 'That is enough for today: the gateway takes no more answers from us.',
  idempotency_key_reused: 'This form was sent before with other words. Please open the issue anew.',
};
export const notSentElse =
  'The gateway did not answer. Send it again: it arrives once, however often you press.';

export const honour = {
  title: 'Say what we did with it',
  honoured: 'We did so',
  could_not: 'We could not',
  not_applicable: 'Does not apply',
  said: { honoured: 'we did so', could_not: 'we could not', not_applicable: 'did not apply' },
} as const;

export const measures = {
  title: 'How it went',
  lead: 'Counted on what we hold, as each customer’s own side counts it. There is no single score, and what is no longer in our copy counts no more.',
  times: 'How long it took',
  shares: 'How much of it',
  withdrawals: 'After a withdrawal',
  toAcknowledge: 'To the first answer',
  toPerson: 'To the first answer by a person',
  toConfirmedFix: 'To the fix that the customer confirmed',
  falseCloses: 'Called fixed, and was not',
  honoured: 'Preferences followed',
  unknown: 'Preferences that we have not spoken of',
  fieldsRead: 'Approved fields that we have read',
  toLastTry: 'To our last try to read',
  toDeletionReport: 'To our signed deletion report',
  tooFew: (count: number) =>
    count === 0 ? 'no case yet' : `${count} ${count === 1 ? 'case' : 'cases'}: too few to say`,
  spread: (median: string, least: string, greatest: string) =>
    `half of them within ${median} (${least} to ${greatest})`,
  share: (percent: string, count: number, of: number) => `${percent} (${count} of ${of})`,
  asTable: 'The same as a table',
  measure: 'Measure',
  cases: 'Cases',
  median: 'Median',
  least: 'Shortest',
  greatest: 'Longest',
  count: 'Count',
  of: 'Of',
  part: 'Share',
  hidden: 'not said',
  counts: (unanswered: number, issues: number, fixUnanswered: number) =>
    `${issues} issues are in our copy; ${unanswered} have no answer yet, and ${fixUnanswered} fixes wait for the customer’s word.`,
} as const;
