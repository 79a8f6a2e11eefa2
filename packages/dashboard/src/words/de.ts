import { activityDe } from './activity-de.ts';
import { companiesDe } from './companies-de.ts';
import { companyDe } from './company-de.ts';
import type { Words } from './en.ts';
import { honouredDe } from './honoured-de.ts';
import { issuesDe } from './issues-de.ts';
import { myDataDe } from './my-data-de.ts';
import { noticesDe } from './notices-de.ts';
import { onHoldDe } from './on-hold-de.ts';
import { requestDe } from './request-de.ts';
import { startDe } from './start-de.ts';
import { termsDe } from './terms-de.ts';
import { vocabularyDe } from './vocabulary-de.ts';

/** Every word on the screen, in German. */
export const de: Words = {
  activity: activityDe,
  categories: { contact: 'Ihre Kontaktdaten', issues: 'Ihre Anliegen', preferences: 'Ihre Vorlieben' },
  common: {
    back: 'Zurück',
    cancel: 'Abbrechen',
    close: 'Schließen',
    goOn: 'Weiter',
    loading: 'Einen Augenblick',
    of: 'von',
    retry: 'Noch einmal versuchen',
    save: 'Speichern',
    showAll: 'Alles zeigen',
    showLess: 'Weniger zeigen',
    toStart: 'Zur Startseite',
    undo: 'Rückgängig',
    until: (day) => `bis ${day}`,
  },
  companies: companiesDe,
  company: companyDe,
  honoured: honouredDe,
  onHold: onHoldDe,
  connect: {
    title: 'Ihren Pod verbinden',
    lead: (gateway) =>
      `${gateway} steht zwischen Ihrem Pod und den Firmen, die fragen. Dafür braucht es einen Platz in Ihrem Pod.`,
    whatIsMade: 'Was in Ihrem Pod angelegt wird',
    made: (container) =>
      `Ein Ordner ${container} mit Plätzen für Ihre Vorlieben, Anliegen, Firmen, Entscheidungen und den Verlauf.`,
    entry:
      'Ein Eintrag im privaten Verzeichnis Ihres Pods, der Ihren Apps sagt, wo dieser Ordner ist. Sonst sieht ihn niemand.',
    settings: 'Ein Vermerk, dass diese App in Ihrem Namen teilen darf. Andere Apps können Sie später nennen.',
    whatItMay: (gateway) => `Was ${gateway} dort darf`,
    mayRead: 'Lesen, was in diesem Ordner ist, und sonst nichts in Ihrem Pod.',
    mayAdd: 'Hinzufügen: was Sie entscheiden, wer was gelesen hat und was Firmen Ihnen antworten.',
    mayNot:
      'Nie etwas ändern oder löschen. Den Zugang können Sie jederzeit entziehen, hier oder mit jeder Solid-App.',
    where: 'In welchem Ihrer Speicher?',
    whereHint: 'Ihr Profil nennt mehrere. Der Ordner kommt in den, den Sie wählen.',
    connect: 'Verbinden',
    connecting: 'Ihr Pod wird verbunden. Das dauert einige Sekunden',
    done: 'Ihr Pod ist verbunden',
    already: 'Ihr Pod ist schon verbunden.',
    noStorage: 'Ihr Profil nennt keinen Speicher',
    noStorageText:
      'Ihre Identität sagt nicht, wo Ihr Pod ist. Tragen Sie auf der Kontoseite Ihres Anbieters einen Speicher ein und versuchen Sie es noch einmal.',
    afterwards: 'Danach sind Sie wieder bei der Anfrage, die wartet.',
  },
  issues: issuesDe,
  myData: myDataDe,
  navigation: {
    label: 'Hauptmenü',
    skip: 'Zum Inhalt',
    start: 'Start',
    requests: 'Anfragen',
    companies: 'Firmen',
    myData: 'Meine Daten',
    activity: 'Verlauf',
    settings: 'Einstellungen',
    waiting: (count) => (count === 1 ? '1 wartet auf Sie' : `${count} warten auf Sie`),
  },
  notFound: { title: 'Hier ist nichts', text: 'Die Adresse ist vielleicht alt oder vertippt.' },
  notices: noticesDe,
  problems: {
    title: 'Das hat nicht geklappt',
    access_denied:
      'Das wurde in einem anderen Browser oder von jemand anderem begonnen und lässt sich hier nicht entscheiden.',
    app_not_allowed:
      'Diese App darf nicht in Ihrem Namen teilen: Ihr Pod nennt nur andere Apps. In den Einstellungen können Sie sie zulassen.',
    conflict: 'Es hat sich inzwischen geändert. Sehen Sie es noch einmal an und entscheiden Sie dann.',
    consent_ended: 'Das ist schon beendet. Es ist nichts mehr zu tun.',
    elsewhere:
      'Ihr Pod weist diese App ab. Melden Sie sich neu an oder sehen Sie die Zugangsregeln Ihres Pods an.',
    not_connected: 'Ihr Pod ist noch nicht verbunden.',
    not_found: 'Das gibt es nicht, oder es gehört nicht Ihnen.',
    offline: 'Es kommt keine Antwort. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    pod_content_rejected: 'Ein Dokument in Ihrem Pod ist nicht verständlich. Es wurde nicht geändert.',
    pod_down: 'Ihr Pod antwortet gerade nicht. Nichts wurde geändert; versuchen Sie es gleich noch einmal.',
    pod_not_proven:
      'Es ließ sich nicht nachweisen, dass der Pod Ihnen gehört. Verbinden Sie ihn noch einmal.',
    request_cancelled: 'Die Firma hat diese Anfrage zurückgenommen. Nichts wurde geteilt.',
    request_ended: 'Diese Anfrage ist vorbei: Sie wurde entschieden, oder ihre Zeit ist abgelaufen.',
    signed_out: 'Ihre Anmeldung ist zu Ende. Melden Sie sich neu an; danach sind Sie wieder hier.',
    temporarily_unavailable: 'Gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.',
    unknown:
      'Etwas ging schief. Versuchen Sie es noch einmal; bleibt es dabei, sagen Sie es dem Betreiber dieser App.',
    reference: (id) => `Kennzeichen: ${id}`,
  },
  request: requestDe,
  requests: {
    title: 'Anfragen',
    lead: 'Firmen, die etwas von Ihnen sehen möchten. Nichts wird geteilt, bevor Sie es sagen.',
    waiting: 'Warten auf Sie',
    nothingWaits: 'Nichts wartet auf Sie.',
    earlier: 'Früher',
    earlierCount: (count) => (count === 1 ? '1, die vorbei ist' : `${count}, die vorbei sind`),
    moreRequests: 'Ältere zeigen',
    empty: 'Niemand fragt',
    emptyText:
      'Wenn eine Firma um etwas bittet, erscheint es hier: Sie sehen, wer es ist, wozu, und was genau sie lesen würde. Auch von ihren Seiten können Sie hierher kommen.',
    asks: (company) => `${company} fragt`,
    askedOn: (day) => `gefragt am ${day}`,
    decideBy: (day) => `zu entscheiden bis ${day}`,
    status: {
      requested: 'Wartet auf Sie',
      deferred: 'Sie entscheiden später',
      given: 'Sie haben geteilt',
      refused: 'Sie haben nichts geteilt',
      cancelled: 'Zurückgenommen',
      expired: 'Abgelaufen',
    },
    arriving: 'Wir bringen Sie zur Anfrage',
    arrivingFailed: 'Die Anfrage ist hier nicht angekommen',
    arrivingFailedText: 'Beginnen Sie noch einmal auf der Seite der Firma, in diesem Browser.',
    plainPage: 'Stattdessen auf der einfachen Seite entscheiden',
  },
  session: {
    title: 'Anmelden',
    lead: 'Mit Ihrer eigenen Identität, bei Ihrem eigenen Anbieter. Diese App sieht Ihr Passwort nie und behält nichts von Ihnen.',
    why: 'Eine Firma wartet auf Ihre Entscheidung. Melden Sie sich an; dann sehen Sie, worum sie bittet.',
    field: 'Ihre WebID oder Ihr Anbieter',
    hint: 'Etwa https://sie.example/profile/card#me oder https://anbieter.example',
    signIn: 'Anmelden',
    signingIn: 'Wir bringen Sie zu Ihrem Anbieter',
    restoring: 'Wir sehen nach, ob Sie angemeldet sind',
    known: 'Wo Sie sich schon angemeldet haben',
    with: (provider) => `Bei ${provider} anmelden`,
    forget: (provider) => `${provider} vergessen`,
    offered: 'Anbieter',
    noPod: 'Ich habe noch keinen Pod',
    noPodText:
      'Ein Pod ist ein eigener Platz im Web für Ihre Daten. Sie bekommen ihn von einem Anbieter, kommen dann hierher zurück und melden sich damit an.',
    newPod: (provider) => `Einen Pod bei ${provider} anlegen`,
    noProvider: 'Der Betreiber dieser App nennt keinen Anbieter. Jeder Solid-Anbieter ist recht.',
    signOut: 'Abmelden',
    signedInAs: 'Angemeldet als',
    ended: 'Ihre Anmeldung ist zu Ende',
    endedText:
      'Sie gilt nur für eine Weile. Melden Sie sich neu an und Sie sind wieder hier; was Sie bei Ihren Daten gerade geschrieben haben, ist noch da.',
    again: 'Neu anmelden',
    faults: {
      address:
        'Das ist keine Webadresse. Schreiben Sie Ihre WebID oder Ihren Anbieter vollständig, mit https://',
      webid: 'Unter dieser WebID ist nichts zu lesen. Prüfen Sie sie, oder nennen Sie Ihren Anbieter.',
      issuer: 'Diese WebID nennt keinen Anbieter. Prüfen Sie sie, oder nennen Sie Ihren Anbieter.',
      provider:
        'Dieser Anbieter antwortet nicht. Versuchen Sie es gleich noch einmal, oder wählen Sie einen anderen.',
      refused: 'Ihr Anbieter hat Sie nicht angemeldet. Versuchen Sie es noch einmal.',
    },
  },
  settings: {
    title: 'Einstellungen',
    language: 'Sprache',
    languages: { browser: 'Wie im Browser', de: 'Deutsch', en: 'English' },
    you: 'Sie',
    pod: 'Ihr Pod',
    notConnected: 'Noch nicht verbunden.',
    folder: 'Ordner',
    gateway: 'Gateway',
    disconnect: 'Trennen',
    disconnectTitle: 'Ihren Pod trennen?',
    disconnectText: (gateway) =>
      `Alles, was Sie teilen, endet sofort, für jede Firma. ${gateway} vergisst Ihren Pod und verliert den Zugang dazu. Ihre Daten und die Aufzeichnungen bleiben in Ihrem Pod.`,
    disconnecting: 'Alles wird beendet',
    disconnected: 'Ihr Pod ist getrennt. Nichts wird mehr geteilt.',
    rulesLeft:
      'Alles ist beendet. Die Zugangsregeln in Ihrem Pod ließen sich gerade nicht ändern: Versuchen Sie es noch einmal, oder entfernen Sie das Gateway daraus mit einer anderen App.',
    apps: 'Apps, die in Ihrem Namen teilen dürfen',
    appsText:
      'Nur diese Apps dürfen etwas teilen, verlängern oder nach einer Pause fortsetzen. Beenden darf jede Ihrer Apps.',
    appsOpen: 'Sie haben noch nicht gewählt; daher darf es jede App, bei der Sie sich anmelden.',
    thisApp: 'diese App',
    addApp: 'Eine weitere App zulassen',
    appAddress: 'Adresse der App (Client-ID)',
    appFault: 'Das ist keine Webadresse.',
    allow: 'Zulassen',
    remove: (app) => `Herunternehmen: ${app}`,
    removeThis:
      'Ohne diese App können Sie hier nichts mehr teilen, nur noch beenden. Mit einer anderen App können Sie sie wieder zulassen.',
    removeTitle: 'Diese App von der Liste nehmen?',
    takeOff: 'Herunternehmen',
    onlyThis: 'Nur diese App zulassen',
    saved: 'Gespeichert',
  },
  start: startDe,
  terms: termsDe,
  vocabulary: vocabularyDe,
};
