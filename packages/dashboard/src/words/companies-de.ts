import type { companiesEn } from './companies-en.ts';

/** The same in German. */
export const companiesDe: typeof companiesEn = {
  title: 'Firmen',
  lead: 'Die Firmen, die etwas von Ihnen lesen dürfen, und die, die es nicht mehr dürfen.',
  empty: 'Keine Firma darf etwas lesen',
  emptyText:
    'Wenn eine Firma Sie um etwas bittet und Sie es teilen, steht sie hier. Sie können es jederzeit beenden, sofort.',
  status: {
    given: 'Darf lesen',
    paused: 'Angehalten',
    withdrawn: 'Von Ihnen beendet',
    relinquished: 'Von der Firma zurückgegeben',
    revoked: 'Vom Gateway beendet',
    expired: 'Abgelaufen',
  },
  held: 'Gesperrt',
};
