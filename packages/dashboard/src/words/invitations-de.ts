import type { invitationsEn } from './invitations-en.ts';

/** The same in German. */
export const invitationsDe: typeof invitationsEn = {
  title: 'Einladungen',
  lead: 'Links, die Sie gemacht haben, jeder für eine Firma. Damit darf sie Sie einmal fragen. Sie liest nichts, bevor Sie etwas teilen.',
  empty: 'Sie haben noch keine Einladung gemacht',
  emptyText:
    'Wählen Sie eine Firma Ihrer Liste, oder tragen Sie eine ein, und machen Sie dort einen Link für sie.',
  toCompanies: 'Firma wählen',
  invite: 'Sie einladen',
  text: 'Sie machen einen Link nur für diese Firma und schicken ihn selbst, etwa als Mail. Damit darf die Firma Sie einmal fragen, auch wenn sie noch nie von Ihnen gehört hat. Was sie sehen darf, entscheiden Sie dann.',
  needsSite: 'Tragen Sie zuerst ihre Website ein, damit keine andere Firma den Link nutzen kann.',
  forHost: (host) => `Er gilt nur für die Firma, die unter ${host} zu finden ist.`,
  days: 'Wie lange er gilt',
  day: (count) => `${count} Tage`,
  about: 'Zu welchem Anliegen?',
  noIssue: 'Zu keinem bestimmten',
  make: 'Link machen',
  madeTitle: 'Ihre Einladung',
  once: 'Der Link wird nur jetzt gezeigt. Kopieren oder verschicken Sie ihn, bevor Sie diese Seite verlassen.',
  link: 'Der Link',
  copy: 'Kopieren',
  copied: 'Kopiert',
  notCopied: 'Ihr Browser hat ihn nicht kopiert. Markieren Sie den Link und kopieren Sie ihn selbst.',
  mail: 'Eine Mail damit schreiben',
  mailSubject: 'Eine Einladung, mich zu fragen',
  mailBody: (link, day) =>
    `Guten Tag,\n\nwas ich will und was nicht stimmt, halte ich an einem eigenen Ort fest. Mit diesem Link kann Ihre Firma mich einmal fragen, was sie davon sehen darf:\n\n${link}\n\nEr gilt bis ${day} und nur für Ihre Firma. Geben Sie ihn in das System ein, mit dem Sie fragen (Parley); ein Browser zeigt nur, was er ist.\n`,
  code: 'Der Link als QR-Code',
  codeText: 'Zum Zeigen oder Drucken.',
  another: 'Noch eine machen',
  state: {
    open: 'Noch nicht genutzt',
    used: 'Genutzt',
    expired: 'Abgelaufen',
    revoked: 'Zurückgenommen',
  },
  made: (day) => `gemacht am ${day}`,
  usedOn: (day) => `genutzt am ${day}`,
  endsOn: (day) => `gilt bis ${day}`,
  request: 'Ansehen, worum sie bittet',
  revoke: 'Zurücknehmen',
  revokeOf: (company) => `Die Einladung für ${company} zurücknehmen`,
  revokeTitle: (company) => `Die Einladung für ${company} zurücknehmen?`,
  revokeText:
    'Der Link gilt dann nicht mehr. Wenn Sie es sich anders überlegen, machen Sie einen neuen und schicken ihn wieder.',
  revoked: 'Sie ist zurückgenommen. Der Link führt jetzt nirgendwohin.',
};
