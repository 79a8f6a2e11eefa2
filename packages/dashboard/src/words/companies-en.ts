/** The list of companies. */
export const companiesEn = {
  title: 'Companies',
  lead: 'The companies that may read something of yours, and those that no longer may.',
  empty: 'No company may read anything',
  emptyText:
    'When a company asks you for something and you share it, it is listed here. You can stop it at any moment, at once.',
  status: {
    given: 'May read',
    paused: 'Paused',
    withdrawn: 'You stopped it',
    relinquished: 'It gave it back',
    revoked: 'Ended by the gateway',
    expired: 'Over',
  } as Readonly<Record<string, string>>,
  held: 'On hold',
};
