/** The first page. */
export const startEn = {
  title: 'Start',
  waiting: 'Waiting for you',
  nothingWaits: 'Nothing waits for you.',
  connectTitle: 'First, connect your pod',
  connectText:
    'Before a company can ask you for anything, this needs a place in your pod. You see what is made, then it takes a click.',
  active: (count: number) =>
    count === 0
      ? 'No company may read anything of yours.'
      : count === 1
        ? '1 company may read something of yours.'
        : `${count} companies may read something of yours.`,
  news: 'New',
  advice: 'Worth a look',
  ends: (day: string) => `What you share ends on ${day}`,
  unread: 'It has read nothing for 60 days. You can stop it.',
  review: (day: string) => `You have shared since ${day}. Is it still right?`,
  lastRead: (when: string) => `last read ${when}`,
  neverRead: 'has not read anything yet',
  lately: 'Lately',
  allActivity: 'All activity',
  allCompanies: 'All companies',
  allNotices: 'All notices',
  allRequests: 'All requests',
};
