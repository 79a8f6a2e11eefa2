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
  news: 'Neu',
  advice: 'Einen Blick wert',
  ends: (day) => `Was Sie teilen, endet am ${day}`,
  unread: 'Sie hat 60 Tage lang nichts gelesen. Sie können es beenden.',
  review: (day) => `Sie teilen seit dem ${day}. Passt es noch?`,
  lastRead: (when) => `zuletzt gelesen ${when}`,
  neverRead: 'hat noch nichts gelesen',
  lately: 'Zuletzt',
  allActivity: 'Der ganze Verlauf',
  allCompanies: 'Alle Firmen',
  allNotices: 'Alle Mitteilungen',
  allRequests: 'Alle Anfragen',
};
