import type { myDataEn } from './my-data-en.ts';

/** The same in German. */
export const myDataDe: typeof myDataEn = {
  title: 'Meine Daten',
  lead: 'Was Sie wollen und was nicht stimmt, in Ihrem eigenen Pod. Firmen sehen davon nur, was Sie mit ihnen teilen.',
  empty: 'Noch ist nichts aufgeschrieben',
  emptyText: 'Schreiben Sie einmal auf, was Sie wollen. Firmen, die fragen, können sich dann daran halten.',
};
