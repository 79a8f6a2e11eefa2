import { circlesEn } from './circles-en.ts';
import { invitationsEn } from './invitations-en.ts';
import { knownCompanyEn } from './known-company-en.ts';

/** The list of companies. */
export const companiesEn = {
  title: 'Companies',
  lead: 'Who may read something of yours, who no longer may, and whom else you deal with.',
  empty: 'No company may read anything',
  emptyText:
    'When a company asks you for something and you share it, it is listed here. You can stop it at any moment, at once. You can also enter a company yourself, before it asks.',
  status: {
    given: 'May read',
    paused: 'Paused',
    withdrawn: 'You stopped it',
    relinquished: 'It gave it back',
    revoked: 'Ended by the gateway',
    expired: 'Over',
  } as Readonly<Record<string, string>>,
  held: 'On hold',
  pausedUntil: (day: string) => `Paused until ${day}`,
  entered: 'Entered by you',
  places: 'More about companies',
  add: 'Add a company',
  find: 'Find',
  show: 'Show',
  standings: {
    all: 'All',
    sharing: 'May read',
    paused: 'Paused',
    held: 'On hold',
    ended: 'Ended',
    none: 'Entered by you',
    unread: 'Read nothing for 60 days',
  },
  shown: (name: string, count: string) => `${name} (${count})`,
  circle: 'Circle',
  anyCircle: 'Any',
  sort: 'Order',
  sorts: {
    name: 'By name',
    newest: 'Newest first',
    read: 'Last read first',
    reads: 'Most reads this month first',
    end: 'Ends soonest first',
  },
  count: (count: string) => (count === '1' ? '1 company' : `${count} companies`),
  noMatch: 'No company fits',
  noMatchText: 'Try another word, or show all of them.',
  showEverything: 'Show all companies',
  loadingMore: 'More companies are on their way',
  ownUnread:
    'The companies that you entered, and your circles, cannot be read from your pod just now. The others are here.',
  broken: (count: number) =>
    count === 1
      ? 'One entry in your list of companies cannot be understood. It is left as it is.'
      : `${count} entries in your list of companies cannot be understood. They are left as they are.`,
  facts: {
    sees: 'May see',
    saw: 'Could see',
    category: (name: string, details: number) =>
      `${name} (${details === 1 ? '1 detail' : `${details} details`})`,
    also: 'May also',
    purpose: 'What for',
    shared: 'Shared',
    span: (from: string, to: string) => `since ${from}, until ${to}`,
    was: (from: string, to: string) => `from ${from} to ${to}`,
    reads: 'Read',
    never: 'never so far',
    last: (when: string) => `last on ${when}`,
    thisMonth: (count: string) => (count === '1' ? 'once this month' : `${count} times this month`),
    passes: 'Passes it to',
    nobody: 'nobody',
    yourName: 'You call it',
  },
  reading: 'It reads nothing of yours.',
  advice: {
    one: 'It has read nothing for 60 days. Does it still need it?',
    some: (count: number) =>
      count === 1
        ? '1 company has read nothing for 60 days. Does it still need what you share?'
        : `${count} companies have read nothing for 60 days. Do they still need what you share?`,
    look: 'Show them',
  },
  details: 'Details',
  entry: 'Write or invite',
  pause: 'Pause',
  resume: 'Let it go on',
  stop: 'Stop',
  ofCompany: (act: string, company: string) => `${act}: ${company}`,
  didPause: (company: string) => `${company} is paused. It reads nothing now.`,
  didResume: (company: string) => `${company} may read again.`,
  didStop: (company: string) => `${company} is stopped. It reads nothing more.`,
  podLater: 'Your pod does not answer just now; it is told as soon as it does.',
  stopping: {
    title: (company: string) => `Stop ${company}?`,
    text: 'It reads nothing more, from this moment on. What it has read it must treat as it promised.',
    once: 'You cannot take this back: to read again it has to ask you anew.',
    keeps: (span: string) => `It may keep what it has read for ${span}.`,
    onEnd: {
      delete: 'Then it deletes it.',
      deidentify: 'Then it removes what points to you.',
      retain: 'It keeps it also after that.',
    },
  },
  all: {
    pause: (count: string) => (count === '1' ? 'Pause it' : `Pause all ${count}`),
    resume: (count: string) => (count === '1' ? 'Let it go on' : `Let all ${count} go on`),
    withdraw: (count: string) => (count === '1' ? 'Stop it' : `Stop all ${count}`),
    titles: {
      pause: (count: string) => `Pause ${count === '1' ? '1 company' : `${count} companies`}?`,
      resume: (count: string) => `Let ${count === '1' ? '1 company' : `${count} companies`} go on?`,
      withdraw: (count: string) => `Stop ${count === '1' ? '1 company' : `${count} companies`}?`,
    },
    texts: {
      pause:
        'They read nothing until you let them go on. Each of them is told that it is paused when it tries.',
      resume: 'They may read again what you shared with them, until it ends.',
      withdraw:
        'They read nothing more, from this moment on. You cannot take this back: to read again, each of them has to ask you anew.',
    },
    who: 'Which companies',
    running: (done: string, count: string) => `${done} of ${count}`,
    enough: 'Do no more',
    titleDone: 'This is what came of it',
    done: {
      pause: (count: number) => (count === 1 ? '1 company is paused' : `${count} companies are paused`),
      resume: (count: number) =>
        count === 1 ? '1 company may read again' : `${count} companies may read again`,
      withdraw: (count: number) => (count === 1 ? '1 company is stopped' : `${count} companies are stopped`),
    },
    pending: (count: number) =>
      count === 1
        ? '1 is stopped, and your pod is told later'
        : `${count} are stopped, and your pod is told later`,
    pendingText:
      'It holds already. Your pod does not answer just now; the record is written there as soon as it does.',
    failed: (count: number) => (count === 1 ? '1 did not work' : `${count} did not work`),
    skipped: (count: number) => (count === 1 ? '1 was left as it is' : `${count} were left as they are`),
    retry: 'Try these again',
  },
  circles: circlesEn,
  invitations: invitationsEn,
  known: knownCompanyEn,
};
