import type { startEn } from './start-en.ts';

/** The same in German. */
export const startDe: typeof startEn = {
  title: 'Start',
  waiting: 'Wartet auf Sie',
  nothingWaits: 'Nichts wartet auf Sie.',
  connectTitle: 'Zuerst Ihren Pod verbinden',
  connectText:
    'Bevor eine Firma Sie um etwas bitten kann, braucht es einen Platz in Ihrem Pod. Sie sehen, was angelegt wird; dann genügt ein Klick.',
  active: (count) =>
    count === 0
      ? 'Keine Firma darf etwas von Ihnen lesen.'
      : count === 1
        ? '1 Firma darf etwas von Ihnen lesen.'
        : `${count} Firmen dürfen etwas von Ihnen lesen.`,
  lately: 'Zuletzt',
  allActivity: 'Der ganze Verlauf',
  allCompanies: 'Alle Firmen',
  allRequests: 'Alle Anfragen',
};
