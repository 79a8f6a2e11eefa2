import type { issuesEn } from './issues-en.ts';

/** The same in German. */
export const issuesDe: typeof issuesEn = {
  title: 'Ihre Anliegen',
  lead: 'Was nicht stimmt, was Sie fragen und worüber Sie sich beschweren, in Ihrem eigenen Pod. Eine Firma liest nur, was an sie gerichtet ist, und nur, solange Sie Ihre Anliegen mit ihr teilen.',
  back: 'Alle Anliegen',
  write: 'Anliegen schreiben',
  empty: 'Noch kein Anliegen',
  emptyText:
    'Schreiben Sie einmal auf, was nicht stimmt, und für wen es ist. Die Firmen, mit denen Sie es teilen, lesen es in Ihrem Pod und können Ihnen dort antworten.',
  find: 'Suchen',
  findHint: 'Im Titel',
  states: 'Welche',
  open: (count) => `Offen (${count})`,
  closed: (count) => `Erledigt (${count})`,
  all: (count) => `Alle (${count})`,
  addressee: 'Für wen',
  anyAddressee: 'Egal',
  found: (_count, shown) => `${shown} Anliegen`,
  noneFits: 'Keines Ihrer Anliegen passt',
  noneFitsText: 'Suchen Sie mit anderen Worten, oder unter allen.',
  showAll: 'Alle Anliegen zeigen',
  changed: (day) => `geändert am ${day}`,
  one: {
    back: 'Das Anliegen',
    loading: 'Anliegen',
    notThere: 'Dieses Anliegen gibt es nicht',
    notThereText: 'Es wurde gelöscht, oder die Adresse ist keine von Ihren.',
    severity: 'Wie schlimm es ist',
    about: 'Produkt oder Bestellung',
    outcome: 'Was geschehen soll',
    written: 'Geschrieben',
    details: 'Worum es geht',
    noDescription: 'Es gibt keine Beschreibung.',
    unreadable: 'Das Dokument dieses Anliegens in Ihrem Pod ist nicht zu verstehen. Es bleibt, wie es ist.',
    unreadableText:
      'Was Sie hier sehen, steht in der Liste. Sie können das Anliegen abschließen; reparieren lässt sich das Dokument mit einer anderen App.',
    edit: 'Bearbeiten',
    close: 'Abschließen',
    reopen: 'Wieder öffnen',
    closed: 'Das Anliegen ist erledigt.',
    reopened: 'Das Anliegen ist wieder offen.',
    delete: 'Löschen',
    deleteTitle: 'Dieses Anliegen löschen?',
    deleteText:
      'Es verschwindet aus Ihrem Pod, mit allen Nachrichten. Firmen finden es nicht mehr; was sie schon gelesen haben, dürfen sie so lange behalten, wie sie versprochen haben.',
    deleteFiles: 'Seine Fotos und Dateien werden mit gelöscht. Das lässt sich nicht zurücknehmen.',
    deleted: 'Das Anliegen ist gelöscht.',
    deletedWithFiles: 'Das Anliegen ist gelöscht, mit Fotos und Dateien.',
    filesLeft: (count) =>
      `Das Anliegen ist gelöscht, aber ${count} seiner Dateien ließen sich nicht löschen. Keine Firma kann sie lesen; sie liegen in issues/files/ in Ihrem Pod.`,
  },
  opened: {
    title: 'Firmen haben Ihnen von sich aus geschrieben',
    text: 'Was Sie öffnen, wird eines Ihrer Anliegen.',
    by: (company) => `Begonnen von ${company}`,
    open: 'Öffnen',
    dismiss: 'Nicht gewünscht',
    dismissed: 'Es ist aus Ihrem Pod verschwunden.',
    becomes: 'Es wird eines Ihrer Anliegen.',
    none: 'Firmen können Ihnen nicht von sich aus schreiben',
    noneText:
      'Eine Firma, die in Ihre Anliegen schreiben darf, könnte auch selbst etwas beginnen, etwa einen Rückruf. Ihr Pod hat keinen Platz dafür.',
    allow: 'Erlauben',
    allowed: 'Firmen, die in Ihre Anliegen schreiben dürfen, können selbst etwas beginnen.',
  },
  muting: {
    title: 'Ihnen von sich aus schreiben',
    may: (company) =>
      `${company} darf in Ihre Anliegen schreiben und selbst etwas beginnen, etwa einen Rückruf.`,
    mayNot: (company) => `${company} kann in Ihren Anliegen antworten und selbst nichts beginnen.`,
    mute: 'Sie darf nichts beginnen',
    hear: 'Wieder etwas beginnen lassen',
    muteIssue: 'Keine Mitteilungen dazu',
    hearIssue: 'Wieder Mitteilungen dazu',
    mutedIssue: 'Sie bekommen zu diesem Anliegen keine Mitteilungen mehr.',
    heardIssue: 'Sie bekommen zu diesem Anliegen wieder Mitteilungen.',
  },
  reads: {
    title: 'Wer es lesen kann',
    nobody: 'Niemand außer Ihnen.',
    everyone: (count) =>
      count === 0
        ? 'Noch keine Firma: Sie teilen Ihre Anliegen mit keiner.'
        : count === 1
          ? 'Die eine Firma, mit der Sie Ihre Anliegen teilen.'
          : `Die ${count} Firmen, mit denen Sie Ihre Anliegen teilen.`,
    yes: (company) => `${company} kann es lesen, soweit Sie Ihre Anliegen mit ihr teilen.`,
    paused: (company) => `${company} kann es zurzeit nicht lesen: Das Teilen mit ihr ruht.`,
    no: (company) => `${company} kann es noch nicht lesen: Sie teilen keine Anliegen mit ihr.`,
    more: (count) => `Und ${count} weitere.`,
    others: (count) =>
      count === 1
        ? '1 weitere Firma darf Ihre Anliegen lesen, egal für wen sie sind.'
        : `${count} weitere Firmen dürfen Ihre Anliegen lesen, egal für wen sie sind.`,
    toCompanies: 'Ihre Firmen',
  },
  thread: {
    title: 'Nachrichten',
    none: 'Noch keine Nachrichten.',
    you: 'Sie',
    company: 'Eine Firma',
    earlier: (count) => (count === 1 ? '1 frühere Nachricht zeigen' : `${count} frühere Nachrichten zeigen`),
    field: 'Ihre Nachricht',
    hint: 'Sie bleibt in Ihrem Pod. Wer die Nachrichten dieses Anliegens lesen darf, sieht sie.',
    send: 'Senden',
    missing: 'Schreiben Sie zuerst etwas.',
    again: 'Noch einmal senden',
    proposes: {
      acknowledged: 'Sie sagt, dass sie es gesehen hat.',
      'in-progress': 'Sie sagt, dass sie daran arbeitet.',
      answered: 'Sie sagt, dass es beantwortet ist.',
      fixed: 'Sie sagt, dass es behoben ist. Stimmt das?',
    },
    by: { person: 'Von einem Menschen geschrieben', program: 'Von einem Programm geschrieben' },
    accept: {
      acknowledged: 'Als gesehen vermerken',
      'in-progress': 'Als in Arbeit vermerken',
      answered: 'Als beantwortet vermerken',
      closed: 'Ja, abschließen',
    },
    accepted: 'Der Stand ist geändert.',
  },
  attachments: {
    title: 'Fotos und Dateien',
    none: 'Nichts ist angehängt.',
    field: 'Foto oder Datei anhängen',
    hint: 'Fotos, PDF oder einfacher Text, bis 10 MB. Die Datei bleibt in Ihrem Pod; wer die Dateien dieses Anliegens sehen darf, kann sie lesen. Ort und Kamera, die ein Foto nennt, werden vorher entfernt; PDF, Text und GIF bleiben, wie sie sind.',
    refused:
      'Diese Datei wird nicht genommen: Sie ist größer als 10 MB oder kein Foto, PDF oder einfacher Text.',
    full: (most) => `Es sind ${most} Dateien: mehr nimmt ein Anliegen nicht.`,
    unnamed: 'Eine Datei',
    kilobytes: (count) => `${count} kB`,
    open: 'Öffnen',
    openIt: (name) => `${name} öffnen`,
    reading: 'Sie wird aus Ihrem Pod gelesen',
    canBeSaved: (size) => `${size}. Speichern Sie sie, um sie mit einem anderen Programm zu öffnen.`,
    save: 'Speichern',
    gone: 'Diese Datei ist nicht mehr in Ihrem Pod.',
    unlike:
      'Was unter diesem Namen in Ihrem Pod liegt, ist nicht die Datei, die angehängt wurde. Es wird nicht gezeigt.',
    remove: 'Entfernen',
    removeIt: (name) => `${name} entfernen`,
    removeTitle: (name) => `${name} entfernen?`,
    removeText:
      'Sie wird aus Ihrem Pod gelöscht und lässt sich nicht zurückholen. Eine Firma, die sie gelesen hat, darf ihre Kopie so lange behalten, wie sie es versprochen hat.',
    removed: 'Die Datei ist entfernt.',
    leftBehind:
      'Die Datei gehört nicht mehr zu Ihrem Anliegen, aber Ihr Pod hat sie nicht gelöscht. Firmen kommen nicht mehr an sie heran.',
  },
  form: {
    newTitle: 'Anliegen schreiben',
    newLead:
      'Es kommt in Ihren eigenen Pod. Eine Firma liest es nur, wenn es an sie gerichtet ist und Sie Ihre Anliegen mit ihr teilen.',
    editTitle: 'Anliegen bearbeiten',
    saved: 'Gespeichert',
    written: 'Ihr Anliegen ist in Ihrem Pod.',
  },
};
