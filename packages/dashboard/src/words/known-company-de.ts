import type { knownCompanyEn } from './known-company-en.ts';

/** The same in German. */
export const knownCompanyDe: typeof knownCompanyEn = {
  addTitle: 'Firma eintragen',
  addLead:
    'Eine, mit der Sie zu tun haben, auch wenn sie Sie noch nie um etwas gebeten hat. Sie erfährt davon nichts: Der Eintrag steht in Ihrem Pod.',
  lead: 'Sie haben sie eingetragen. Hier schreiben Sie ihr und laden sie ein.',
  name: 'Wie Sie sie nennen',
  nameFault: 'Geben Sie zuerst einen Namen ein.',
  site: 'Ihre Website',
  siteHint:
    'Etwa acme.example. Damit können Sie ihr eine Einladung schicken, die nur diese Firma nutzen kann.',
  siteFault: 'Das ist keine Webadresse.',
  add: 'Eintragen',
  added: (company) => `${company} steht jetzt auf Ihrer Liste.`,
  exists: (company) => `${company} steht schon auf Ihrer Liste.`,
  openIt: 'Öffnen',
  edit: 'Ihr Eintrag',
  save: 'Speichern',
  saved: 'Gespeichert',
  remove: 'Von der Liste nehmen',
  removed: (company) =>
    `${company} steht nicht mehr auf Ihrer Liste. Was nur für sie bestimmt war, gilt jetzt für niemanden.`,
  restored: (company) => `${company} steht wieder auf Ihrer Liste.`,
  removeText:
    'Das ändert nichts an dem, was Sie teilen. Vorlieben und Anliegen, die nur für sie bestimmt sind, gelten dann für niemanden.',
  notThere: 'Diese Firma steht nicht auf Ihrer Liste',
  notThereText: 'Vielleicht haben Sie sie herausgenommen, oder die Adresse ist vertippt.',
  write: 'Ihr schreiben',
  writeText: 'Ein Anliegen nur für diese Firma. Lesen kann sie es, sobald Sie Ihre Anliegen mit ihr teilen.',
  kind: 'Was ist es?',
  issueTitle: 'In wenigen Worten',
  issueTitleFault: 'Sagen Sie in wenigen Worten, worum es geht.',
  issueText: 'Was Sie sagen möchten',
  keep: 'Aufheben',
  kept: 'Es steht unter Ihren Anliegen, für diese Firma.',
  written: 'Was Sie ihr geschrieben haben',
  same: (company, host) =>
    `${company} hat Sie von ${host} aus gefragt. Zu dieser Website haben Sie einen Eintrag.`,
  sameText:
    'Wenn es dieselbe Firma ist, kann sie sehen, was Sie für Ihren Eintrag bestimmt haben, soweit Sie es teilen.',
  isSame: 'Es ist dieselbe',
  joined: (company) => `Ihr Eintrag und ${company} gehören jetzt zusammen.`,
  sharing: (company) => `Hier kennen Sie sie als ${company}.`,
  toCompany: 'Was Sie mit ihr teilen',
};
