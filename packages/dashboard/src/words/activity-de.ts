import type { activityEn } from './activity-en.ts';

/** The same in German. */
export const activityDe: typeof activityEn = {
  title: 'Verlauf',
  lead: 'Wer was gelesen hat, wann und wozu. Hier stehen nur die Namen der Felder, nie, was darin stand.',
  empty: 'Noch ist nichts geschehen',
  emptyText:
    'Sobald eine Firma etwas liest, das Sie teilen, steht es hier, und zwar bevor sie die Antwort bekommt.',
  acts: {
    give: 'Sie haben geteilt',
    narrow: 'Sie teilen weniger',
    extend: 'Sie teilen länger',
    pause: 'Sie haben angehalten',
    resume: 'Sie haben fortgesetzt',
    withdraw: 'Sie haben beendet',
    relinquish: 'Die Firma hat es zurückgegeben',
    revoke: 'Vom Gateway beendet',
    expire: 'Am vereinbarten Tag beendet',
    hold: 'Sie wurde gesperrt',
    lift: 'Sie lassen sie weiter lesen',
    release: 'Die Sperre wurde beendet',
  },
  act: 'Etwas wurde geändert',
  read: (category) => `Hat ${category} gelesen`,
  reply: 'Hat Ihnen geantwortet',
  refused: 'Wurde abgewiesen',
  gap: 'Einige Einträge sind verloren',
  more: 'Ältere zeigen',
};
