/** The list of issues, and each with its messages. */
export const issuesEn = {
  title: 'Your issues',
  lead: 'What is wrong, what you ask and what you complain about, in your own pod. A company reads only what you address to it, and only while you share your issues with it.',
  back: 'All issues',
  write: 'Write an issue',
  empty: 'No issue yet',
  emptyText:
    'Write down what is wrong, once, and say for whom it is. The companies that you share it with read it in your pod and can answer you there.',
  find: 'Find',
  findHint: 'In the title',
  states: 'Which ones',
  open: (count: string) => `Open (${count})`,
  closed: (count: string) => `Closed (${count})`,
  all: (count: string) => `All (${count})`,
  addressee: 'For whom',
  anyAddressee: 'Anybody',
  found: (count: number, shown: string) => (count === 1 ? '1 issue' : `${shown} issues`),
  noneFits: 'None of your issues fits',
  noneFitsText: 'Look for other words, or among all of them.',
  showAll: 'Show all issues',
  changed: (day: string) => `changed ${day}`,
  one: {
    back: 'The issue',
    loading: 'Issue',
    notThere: 'This issue is not there',
    notThereText: 'It was deleted, or the address is not one of yours.',
    severity: 'How bad it is',
    about: 'Product or order',
    outcome: 'What you would like to happen',
    written: 'Written',
    details: 'What it is about',
    noDescription: 'There is no description.',
    unreadable: 'The document of this issue in your pod cannot be understood. It is left as it is.',
    unreadableText:
      'What you see here is from the list. You can close the issue; to mend the document, open it with another app.',
    edit: 'Edit',
    close: 'Close it',
    reopen: 'Open it again',
    closed: 'The issue is closed.',
    reopened: 'The issue is open again.',
    delete: 'Delete',
    deleteTitle: 'Delete this issue?',
    deleteText:
      'It goes from your pod, with all its messages. Companies no longer find it; what they have read already, they may keep for as long as they promised.',
    deleted: 'The issue is deleted.',
  },
  opened: {
    title: 'Companies have written to you first',
    text: 'What you open becomes one of your issues.',
    by: (company: string) => `Begun by ${company}`,
    open: 'Open',
    dismiss: 'Not wanted',
    dismissed: 'It is gone from your pod.',
    becomes: 'It becomes one of your issues.',
    none: 'Companies cannot write to you first',
    noneText:
      'Where you let a company write into your issues, it could also begin something itself, such as a recall. Your pod has no place for that.',
    allow: 'Let them',
    allowed: 'Companies that may write into your issues can begin something themselves.',
  },
  muting: {
    title: 'Writing to you first',
    may: (company: string) =>
      `${company} may write into your issues, and begin something itself, such as a recall.`,
    mayNot: (company: string) => `${company} can answer in your issues, and begin nothing itself.`,
    mute: 'It may begin nothing',
    hear: 'Let it begin something again',
    muteIssue: 'No notices of this',
    hearIssue: 'Notices of this again',
    mutedIssue: 'You get no notices of this issue any more.',
    heardIssue: 'You get notices of this issue again.',
  },
  reads: {
    title: 'Who can read it',
    nobody: 'Nobody but you.',
    everyone: (count: number) =>
      count === 0
        ? 'No company yet: you share your issues with none.'
        : count === 1
          ? 'The 1 company that you share your issues with.'
          : `The ${count} companies that you share your issues with.`,
    yes: (company: string) => `${company} can read it, as far as you have shared your issues with it.`,
    paused: (company: string) => `${company} cannot read it now: sharing with it is on hold.`,
    no: (company: string) => `${company} cannot read it yet: you share no issues with it.`,
    more: (count: number) => `And ${count} more.`,
    others: (count: number) =>
      count === 1
        ? '1 more company may read your issues whoever they are for.'
        : `${count} more companies may read your issues whoever they are for.`,
    toCompanies: 'Your companies',
  },
  thread: {
    title: 'Messages',
    none: 'No messages yet.',
    you: 'You',
    company: 'A company',
    earlier: (count: number) => (count === 1 ? 'Show 1 earlier message' : `Show ${count} earlier messages`),
    field: 'Your message',
    hint: 'It is kept in your pod. Whoever may read the messages of this issue sees it.',
    send: 'Send',
    missing: 'Write something first.',
    again: 'Send it again',
    proposes: {
      acknowledged: 'It says that it has seen this.',
      'in-progress': 'It says that it works on this.',
      answered: 'It says that this is answered.',
      fixed: 'It says that this is put right. Is it?',
    } as Readonly<Record<string, string>>,
    by: { person: 'Written by a person', program: 'Written by a program' },
    accept: {
      acknowledged: 'Mark as seen',
      'in-progress': 'Mark as in progress',
      answered: 'Mark as answered',
      closed: 'Yes, close it',
    } as Readonly<Record<string, string>>,
    accepted: 'The state is changed.',
  },
  form: {
    newTitle: 'Write an issue',
    newLead:
      'It goes into your own pod. A company reads it only if you address it to the company and share your issues with it.',
    editTitle: 'Edit the issue',
    saved: 'Saved',
    written: 'Your issue is in your pod.',
  },
};
