/** A company on hold. */
export const onHoldEn = {
  title: 'This company is on hold',
  because: {
    keys_changed:
      'All the keys by which it shows that it is itself were replaced at once. It may have renewed them; or somebody else speaks in its name.',
    redirect_changed:
      'It has named a further address to which people are sent back. It may have a new page; or somebody else has changed what it says of itself.',
    operator: 'Whoever runs this gateway has stopped it, and nobody else can end that.',
  },
  text: 'It reads nothing of yours. You can change or stop what you share all the same.',
  lift: 'Let it read again',
  lifted: 'It changed, and you let it read on. If it changes once more, it is put on hold again.',
  lifting: {
    title: (company: string) => `Let ${company} read again?`,
    ask: 'Ask the company first whether the change is its own. Use a number or an address that you knew before, none that it shows you now.',
    only: 'It then reads again what you share with it. If it changes once more, it is put on hold again.',
    confirm: 'It is its own change: let it read',
    keep: 'Leave it on hold',
    done: 'It may read again.',
  },
};
