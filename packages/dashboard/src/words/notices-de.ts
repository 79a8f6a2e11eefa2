import type { noticesEn } from './notices-en.ts';

/** The same in German. */
export const noticesDe: typeof noticesEn = {
  title: 'Mitteilungen',
  lead: 'Was Sie wissen sollten. Mitteilungen bleiben 90 Tage hier stehen.',
  empty: 'Es gibt nichts mitzuteilen',
  emptyText:
    'Wenn eine Firma Sie um etwas bittet, zum ersten Mal oder ungewöhnlich viel liest oder wenn etwas bald endet, steht es hier.',
  bell: (unseen) => (unseen === 0 ? 'Mitteilungen' : `Mitteilungen, ${unseen} neu`),
  isNew: 'Neu',
  older: 'Ältere zeigen',
  howToldLink: 'Wie Sie benachrichtigt werden',
  someCompany: 'Eine Firma',
  of: {
    request: (company) => `${company} bittet Sie um etwas`,
    first_read: (company) => `${company} hat zum ersten Mal etwas von Ihnen gelesen`,
    unusual_read: (company) => `${company} liest anders als sonst`,
    many_reads: (company) => `${company} liest viel öfter als bisher`,
    new_category: (company) => `${company} hat etwas gelesen, das sie noch nie gelesen hat`,
    ending: (company) => `Was Sie mit ${company} teilen, endet bald`,
    review: (company) => `Sie teilen seit einer Weile mit ${company}. Passt es noch?`,
    vendor_held: (company) => `${company} ist gesperrt und kann nichts lesen`,
    records_held: () => 'Ihr Pod antwortet nicht: Aufzeichnungen warten, oder Firmen können nicht lesen',
    message: (company) => `${company} hat in einem Ihrer Anliegen geschrieben`,
    opened: (company) => `${company} hat Ihnen von sich aus geschrieben`,
  },
  settings: {
    title: 'Wie Sie benachrichtigt werden',
    lead: 'In der Liste der Mitteilungen finden Sie immer alles. Hier wählen Sie, was Sie außerdem erreichen soll. Gesendet wird nur, dass es etwas Neues gibt, nie was oder von wem.',
    card: 'Mitteilungen',
    cardText: 'Lassen Sie sich in diesem Browser oder per E-Mail sagen, wenn etwas geschieht.',
    open: 'Wählen, wie Sie benachrichtigt werden',
    browser: 'Dieser Browser',
    browserText: 'Er zeigt einen kurzen Hinweis, auch wenn diese App geschlossen ist.',
    isOn: 'An',
    isOff: 'Aus',
    turnOn: 'In diesem Browser einschalten',
    turnOff: 'In diesem Browser ausschalten',
    turnedOn: 'Dieser Browser wird von jetzt an benachrichtigt.',
    turnedOff: 'Dieser Browser wird nicht mehr benachrichtigt.',
    unsupported: 'Dieser Browser kann keine Hinweise geschlossener Apps zeigen.',
    denied:
      'Dieser Browser sperrt Hinweise dieser App. Erlauben Sie sie in den Einstellungen des Browsers für diese Seite und kommen Sie dann zurück.',
    notSubscribed:
      'Der Push-Dienst des Browser-Herstellers war nicht zu erreichen. Versuchen Sie es gleich noch einmal.',
    others: (count) =>
      count === 0
        ? 'Kein Browser von Ihnen wird benachrichtigt.'
        : count === 1
          ? 'Ein Browser von Ihnen wird benachrichtigt.'
          : `${count} Browser von Ihnen werden benachrichtigt.`,
    what: 'Worüber Sie benachrichtigt werden',
    kind: 'Wenn',
    push: 'Browser',
    mail: 'E-Mail',
    by: (kind, way) => `${kind}: ${way}`,
    kinds: {
      request: 'Eine Firma bittet Sie um etwas',
      first_read: 'Eine Firma liest zum ersten Mal',
      unusual_read: 'Eine Firma liest anders als sonst',
      ending: 'Etwas, das Sie teilen, endet in 7 Tagen',
      review: 'Sie teilen etwas seit 90 Tagen',
      vendor_held: 'Eine Firma wird gesperrt',
      records_held: 'Ihr Pod antwortet nicht',
      message: 'Eine Firma schreibt in einem Ihrer Anliegen',
      opened: 'Eine Firma schreibt Ihnen von sich aus',
    },
    noBrowser: 'Noch ist kein Browser eingeschaltet; dort kann Sie also nichts erreichen.',
    address: 'Ihre E-Mail-Adresse',
    addressHint: 'Sie steht in Ihrem Pod.',
    addressFault: 'Das ist keine E-Mail-Adresse.',
    addressMissing: 'Schreiben Sie die Adresse, an die E-Mails gehen sollen.',
    noMail: 'Dieses Gateway verschickt keine E-Mails.',
    quiet: 'Ruhezeiten',
    quietOn: 'Zu bestimmten Zeiten nichts senden',
    quietFrom: 'Von',
    quietUntil: 'Bis',
    quietZone: (zone) => `Zeitzone ${zone}. Was inzwischen kommt, wird danach mitgeteilt.`,
    quietFault: 'Wählen Sie zwei verschiedene Zeiten.',
    inbox: 'Posteingang Ihres Pods',
    inboxOn:
      'Für meine anderen Apps im Posteingang meines Pods vermerken, wenn eine Firma mich um etwas bittet',
    save: 'Speichern',
    saved: 'Gespeichert',
    changedElsewhere:
      'Eine andere App hat Ihre Einstellungen inzwischen geändert. Was Sie hier gewählt haben, ist noch nicht gespeichert: Sehen Sie es noch einmal durch, dann speichern Sie.',
    nothingToSave: 'Es gibt nichts zu speichern.',
  },
};
