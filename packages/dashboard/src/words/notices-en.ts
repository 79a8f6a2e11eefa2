import type { NoticeKind } from '@parley/protocol';

/** What the gateway tells of, and how. */
export const noticesEn = {
  title: 'Notices',
  lead: 'What you should know of. Notices stay here for 90 days.',
  empty: 'There is nothing to tell you',
  emptyText:
    'When a company asks, reads something for the first time or in an unusual way, or when something ends soon, you find it here.',
  bell: (unseen: number) => (unseen === 0 ? 'Notices' : `Notices, ${unseen} new`),
  isNew: 'New',
  older: 'Show older',
  howToldLink: 'How you are told',
  someCompany: 'A company',
  /** Of what: `company` is its name. */
  of: {
    request: (company: string) => `${company} asks for something`,
    first_read: (company: string) => `${company} has read something of yours for the first time`,
    unusual_read: (company: string) => `${company} reads in an unusual way`,
    many_reads: (company: string) => `${company} reads far more often than before`,
    new_category: (company: string) => `${company} has read something that it never read before`,
    ending: (company: string) => `What you share with ${company} ends soon`,
    review: (company: string) => `You have shared with ${company} for a while. Is it still right?`,
    vendor_held: (company: string) => `${company} is on hold: it cannot read anything`,
    records_held: () => 'Your pod does not answer: records wait, or companies cannot read',
    message: (company: string) => `${company} has written in one of your issues`,
    opened: (company: string) => `${company} has written to you first`,
  } satisfies Record<NoticeKind | 'many_reads' | 'new_category', (company: string) => string>,
  settings: {
    title: 'How you are told',
    lead: 'In the list of notices you always find everything. Here you choose what else should reach you. What is sent only says that there is something new, never what or from whom.',
    card: 'Notices',
    cardText: 'Be told in this browser or by mail when something happens.',
    open: 'Choose how you are told',
    browser: 'This browser',
    browserText: 'It shows a short notice, also while this app is closed.',
    isOn: 'On',
    isOff: 'Off',
    turnOn: 'Turn on in this browser',
    turnOff: 'Turn off in this browser',
    turnedOn: 'This browser is told from now on.',
    turnedOff: 'This browser is no longer told.',
    unsupported: 'This browser cannot show notices of apps that are closed.',
    denied:
      'This browser blocks notices of this app. Allow them in the settings of the browser for this site, then come back.',
    notSubscribed: 'The browser could not be reached by its maker’s push service. Try again in a moment.',
    others: (count: number) =>
      count === 0
        ? 'No browser of yours is told.'
        : count === 1
          ? 'One browser of yours is told.'
          : `${count} browsers of yours are told.`,
    what: 'What you are told of',
    kind: 'When',
    push: 'Browser',
    mail: 'Mail',
    by: (kind: string, way: string) => `${kind}: ${way}`,
    kinds: {
      request: 'A company asks',
      first_read: 'A company reads for the first time',
      unusual_read: 'A company reads in an unusual way',
      ending: 'Something that you share ends within 7 days',
      review: 'You have shared something for 90 days',
      vendor_held: 'A company is put on hold',
      records_held: 'Your pod does not answer',
      message: 'A company writes in one of your issues',
      opened: 'A company writes to you first',
    } satisfies Record<NoticeKind, string>,
    noBrowser: 'No browser is turned on yet, so nothing can reach you there.',
    address: 'Your mail address',
    addressHint: 'It is kept in your pod.',
    addressFault: 'This is no mail address.',
    addressMissing: 'Write the address to which mail should go.',
    noMail: 'This gateway sends no mail.',
    quiet: 'Quiet hours',
    quietOn: 'Send nothing at certain hours',
    quietFrom: 'From',
    quietUntil: 'Until',
    quietZone: (zone: string) => `Time zone ${zone}. What comes meanwhile is told afterwards.`,
    quietFault: 'Choose two different times.',
    inbox: 'Inbox of your pod',
    inboxOn: 'Leave a note in the inbox of my pod when a company asks, for my other apps',
    save: 'Save',
    saved: 'Saved',
    changedElsewhere:
      'Another app has changed your settings meanwhile. What you chose here is not saved yet: look at it again, then save.',
    nothingToSave: 'There is nothing to save.',
  },
};
