/** The own data. */
export const myDataEn = {
  title: 'My data',
  lead: 'What you want and what is wrong, in your own pod. Companies see of it only what you share with them.',
  empty: 'Nothing is written down yet',
  emptyText: 'Write down what you want, once. Companies that ask can then keep to it.',
};
