import { circlesDe } from './circles-de.ts';
import type { companiesEn } from './companies-en.ts';
import { invitationsDe } from './invitations-de.ts';
import { knownCompanyDe } from './known-company-de.ts';

const firms = (count: string) => (count === '1' ? '1 Firma' : `${count} Firmen`);

/** The same in German. */
export const companiesDe: typeof companiesEn = {
  title: 'Firmen',
  lead: 'Wer etwas von Ihnen lesen darf, wer es nicht mehr darf, und mit wem Sie sonst zu tun haben.',
  empty: 'Keine Firma darf etwas lesen',
  emptyText:
    'Wenn eine Firma Sie um etwas bittet und Sie es teilen, steht sie hier. Sie können es jederzeit beenden, sofort. Sie können eine Firma auch selbst eintragen, bevor sie fragt.',
  status: {
    given: 'Darf lesen',
    paused: 'Angehalten',
    withdrawn: 'Von Ihnen beendet',
    relinquished: 'Von der Firma zurückgegeben',
    revoked: 'Vom Gateway beendet',
    expired: 'Abgelaufen',
  },
  held: 'Gesperrt',
  pausedUntil: (day) => `Angehalten bis ${day}`,
  entered: 'Von Ihnen eingetragen',
  places: 'Mehr zu Firmen',
  add: 'Firma eintragen',
  find: 'Suchen',
  show: 'Zeigen',
  standings: {
    all: 'Alle',
    sharing: 'Darf lesen',
    paused: 'Angehalten',
    held: 'Gesperrt',
    ended: 'Beendet',
    none: 'Von Ihnen eingetragen',
    unread: 'Seit 60 Tagen nichts gelesen',
  },
  shown: (name, count) => `${name} (${count})`,
  circle: 'Kreis',
  anyCircle: 'Jeder',
  sort: 'Reihenfolge',
  sorts: {
    name: 'Nach Namen',
    newest: 'Neueste zuerst',
    read: 'Zuletzt gelesen zuerst',
    reads: 'Diesen Monat am meisten gelesen zuerst',
    end: 'Was bald endet zuerst',
  },
  count: firms,
  noMatch: 'Keine Firma passt',
  noMatchText: 'Versuchen Sie ein anderes Wort, oder lassen Sie sich alle zeigen.',
  showEverything: 'Alle Firmen zeigen',
  loadingMore: 'Weitere Firmen werden geladen',
  ownUnread:
    'Die Firmen, die Sie eingetragen haben, und Ihre Kreise lassen sich gerade nicht aus Ihrem Pod lesen. Die anderen stehen hier.',
  broken: (count) =>
    count === 1
      ? 'Ein Eintrag in Ihrer Liste von Firmen ist nicht zu verstehen. Er bleibt, wie er ist.'
      : `${count} Einträge in Ihrer Liste von Firmen sind nicht zu verstehen. Sie bleiben, wie sie sind.`,
  facts: {
    sees: 'Darf sehen',
    saw: 'Durfte sehen',
    category: (name, details) => `${name} (${details === 1 ? '1 Angabe' : `${details} Angaben`})`,
    also: 'Darf auch',
    purpose: 'Wozu',
    shared: 'Geteilt',
    span: (from, to) => `seit ${from}, bis ${to}`,
    was: (from, to) => `von ${from} bis ${to}`,
    reads: 'Gelesen',
    never: 'bisher nie',
    last: (when) => `zuletzt am ${when}`,
    thisMonth: (count) => (count === '1' ? 'einmal in diesem Monat' : `${count}-mal in diesem Monat`),
    passes: 'Gibt es weiter an',
    nobody: 'niemanden',
    yourName: 'Sie nennen sie',
  },
  reading: 'Sie liest nichts von Ihnen.',
  advice: {
    one: 'Sie hat seit 60 Tagen nichts gelesen. Braucht sie es noch?',
    some: (count) =>
      count === 1
        ? '1 Firma hat seit 60 Tagen nichts gelesen. Braucht sie noch, was Sie teilen?'
        : `${count} Firmen haben seit 60 Tagen nichts gelesen. Brauchen sie noch, was Sie teilen?`,
    look: 'Zeigen',
  },
  details: 'Einzelheiten',
  entry: 'Schreiben oder einladen',
  pause: 'Anhalten',
  resume: 'Weiter lesen lassen',
  stop: 'Beenden',
  ofCompany: (act, company) => `${act}: ${company}`,
  didPause: (company) => `${company} ist angehalten und liest jetzt nichts.`,
  didResume: (company) => `${company} darf wieder lesen.`,
  didStop: (company) => `Für ${company} ist es beendet. Sie liest nichts mehr.`,
  podLater: 'Ihr Pod antwortet gerade nicht; er erfährt es, sobald er es tut.',
  stopping: {
    title: (company) => `Für ${company} beenden?`,
    text: 'Sie liest von diesem Augenblick an nichts mehr. Was sie gelesen hat, muss sie behandeln, wie sie es versprochen hat.',
    once: 'Das lässt sich nicht zurücknehmen: Um wieder zu lesen, muss sie Sie neu fragen.',
    keeps: (span) => `Sie darf behalten, was sie gelesen hat: ${span} lang.`,
    onEnd: {
      delete: 'Danach löscht sie es.',
      deidentify: 'Danach entfernt sie, was auf Sie hinweist.',
      retain: 'Sie behält es auch danach.',
    },
  },
  all: {
    pause: (count) => (count === '1' ? 'Diese anhalten' : `Alle ${count} anhalten`),
    resume: (count) => (count === '1' ? 'Diese weiter lesen lassen' : `Alle ${count} weiter lesen lassen`),
    withdraw: (count) => (count === '1' ? 'Diese beenden' : `Alle ${count} beenden`),
    titles: {
      pause: (count) => `${firms(count)} anhalten?`,
      resume: (count) => `${firms(count)} weiter lesen lassen?`,
      withdraw: (count) => `Für ${firms(count)} beenden?`,
    },
    texts: {
      pause:
        'Sie lesen nichts, bis Sie sie weiter lesen lassen. Versucht es eine, erfährt sie, dass sie angehalten ist.',
      resume: 'Sie dürfen wieder lesen, was Sie mit ihnen teilen, bis es endet.',
      withdraw:
        'Sie lesen von diesem Augenblick an nichts mehr. Das lässt sich nicht zurücknehmen: Um wieder zu lesen, muss jede Sie neu fragen.',
    },
    who: 'Welche Firmen',
    running: (done, count) => `${done} von ${count}`,
    enough: 'Nicht weitermachen',
    titleDone: 'Das ist dabei herausgekommen',
    done: {
      pause: (count) => (count === 1 ? '1 Firma ist angehalten' : `${count} Firmen sind angehalten`),
      resume: (count) => (count === 1 ? '1 Firma darf wieder lesen' : `${count} Firmen dürfen wieder lesen`),
      withdraw: (count) => `Für ${firms(String(count))} ist es beendet`,
    },
    pending: (count) =>
      count === 1
        ? 'Bei 1 Firma gilt es, und Ihr Pod erfährt es später'
        : `Bei ${count} Firmen gilt es, und Ihr Pod erfährt es später`,
    pendingText:
      'Es gilt schon. Ihr Pod antwortet gerade nicht; der Eintrag wird dort geschrieben, sobald er es tut.',
    failed: (count) => `Bei ${firms(String(count))} hat es nicht geklappt`,
    skipped: (count) =>
      count === 1 ? '1 Firma blieb, wie sie war' : `${count} Firmen blieben, wie sie waren`,
    retry: 'Bei diesen noch einmal versuchen',
  },
  circles: circlesDe,
  invitations: invitationsDe,
  known: knownCompanyDe,
};
