/** What happened. */
export const activityEn = {
  title: 'Activity',
  lead: 'Who has read what, when and what for. Only names of fields are kept here, never what was in them.',
  empty: 'Nothing has happened yet',
  emptyText:
    'Once a company reads something that you share, it is written down here, before it gets the answer.',
  acts: {
    give: 'You shared',
    narrow: 'You share less',
    extend: 'You share for longer',
    pause: 'You paused it',
    resume: 'You went on',
    withdraw: 'You stopped it',
    relinquish: 'The company gave it back',
    revoke: 'The gateway ended it',
    expire: 'It ended on its day',
    hold: 'It was put on hold',
    lift: 'You let it read on',
    release: 'The hold was ended',
  } as Readonly<Record<string, string>>,
  act: 'Something was changed',
  read: (category: string) => `Read ${category}`,
  reply: 'Answered you',
  refused: 'Was refused',
  gap: 'Some entries were lost',
  more: 'Show older',
};
