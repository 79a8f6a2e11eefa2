import type { activityEn } from './activity-en.ts';

/** The same in German. */
export const activityDe: typeof activityEn = {
  title: 'Verlauf',
  lead: 'Wer was gelesen hat, wann und wozu. Hier stehen nur die Namen der Felder, nie, was darin stand.',
  empty: 'Noch ist nichts geschehen',
  emptyText:
    'Sobald eine Firma etwas liest, das Sie teilen, steht es hier, und zwar bevor sie die Antwort bekommt.',
  nothingFits: 'Nichts passt',
  nothingFitsText: 'Es ist nichts geschehen, das zu dem passt, was Sie oben gewählt haben.',
  showEverything: 'Alles zeigen',
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
    honour: 'Sagt, was sie mit einer Vorliebe gemacht hat',
    report_deletion: 'Sagt, dass sie Ihre Daten gelöscht hat',
  },
  actsByItself: { resume: 'Ging an dem Tag weiter, den Sie bestimmt hatten' },
  act: 'Etwas wurde geändert',
  read: (category) => `Hat ${category} gelesen`,
  reply: 'Hat Ihnen geantwortet',
  tried: 'Wollte lesen',
  triedOf: (category) => `Wollte ${category} lesen`,
  refused: 'Wurde abgewiesen',
  reasons: {
    consent_ended: 'Was Sie geteilt hatten, war beendet.',
    consent_paused: 'Sie hatten es angehalten.',
    insufficient_authorization: 'Sie wollte etwas, das Sie nicht mit ihr teilen.',
    invalid_cursor: 'Sie hat auf eine Weise gefragt, die das Gateway nicht versteht.',
    invalid_request: 'Sie hat auf eine Weise gefragt, die das Gateway nicht versteht.',
    invalid_token: 'Was Sie geteilt hatten, war beendet oder hatte sich geändert.',
    not_found: 'Sie wollte etwas, das es nicht gibt oder das Sie nicht mit ihr teilen.',
    read_limit: 'Sie hatte schon so oft gelesen, wie sie es an einem Tag darf.',
    vendor_held: 'Sie war gesperrt.',
  },
  reason: 'Sie durfte es nicht.',
  gap: 'Einige Einträge sind verloren',
  gapText: (from, to) =>
    `Das Gateway hat seine Datenbank verloren. Was es zwischen ${from} und ${to} aufgeschrieben und noch nicht in Ihren Pod gelegt hatte, ist fort.`,
  items: (count, isOne) => `${count} ${isOne ? 'Eintrag' : 'Einträge'}`,
  noItems: 'nichts gefunden',
  purpose: 'wozu:',
  fields: 'Felder',
  times: (count) => `${count}-mal`,
  between: (from, to) => `zwischen ${from} und ${to}`,
  eachTime: 'Jedes Mal',
  notCopied: 'unterwegs in Ihren Pod',
  more: 'Ältere zeigen',
  shown: (count, isOne) => `${count} ${isOne ? 'Eintrag' : 'Einträge'}`,
  newest: (count) =>
    `Hier sind die neuesten ${count} Einträge; ältere kommen, wenn Sie weiter nach unten gehen.`,
  filter: {
    title: 'Auswählen, was zu sehen ist',
    company: 'Firma',
    allCompanies: 'Alle Firmen',
    kind: 'Was',
    allKinds: 'Alles',
    kinds: {
      read: 'Gelesenes',
      reply: 'Antworten an Sie',
      act: 'Entscheidungen und Änderungen',
      gap: 'Verlorene Einträge',
    },
    outcome: 'Wie es ausging',
    allOutcomes: 'Gleich wie',
    outcomes: { disclosed: 'Daten wurden gelesen', done: 'Es wurde getan', refused: 'Es wurde abgewiesen' },
    from: 'Von diesem Tag',
    to: 'Bis zu diesem Tag',
    wrongDays: 'Der erste Tag liegt nach dem letzten.',
    since: (day) => `ab ${day}`,
    until: (day) => `bis ${day}`,
    remove: (what) => `Nicht mehr auswählen: ${what}`,
    chosen: 'Sie sehen nur',
  },
  picture: {
    title: 'Wie oft jede Firma gelesen hat',
    days: (from, to) => `${from} bis ${to}, nach Tagen der Weltzeit (UTC).`,
    nobody: 'In diesen Tagen hat keine Firma etwas gelesen.',
    reads: (count) => `${count}-mal gelesen`,
    refused: (count) => `${count}-mal abgewiesen`,
    said: (company, sum, most) => `${company}: ${sum}. Am meisten am ${most}.`,
    showAll: (count) => `Alle ${count} Firmen zeigen`,
    table: 'Dasselbe als Tabelle',
    moreRows: 'Mehr Tage zeigen',
    columns: { day: 'Tag', company: 'Firma', reads: 'Gelesen', refused: 'Abgewiesen' },
  },
  check: {
    open: 'Aufzeichnungen prüfen',
    title: 'Aufzeichnungen prüfen',
    lead: 'Ist noch alles da, so wie es aufgeschrieben wurde?',
    how: 'Das Gateway hat jeden Eintrag unterschrieben, und jeder hängt am vorigen. Sie liegen als Dateien in Ihrem Pod. Diese Seite liest sie alle in Ihrem Browser und prüft jede einzelne: Was geändert, entfernt oder dazugelegt wurde, fällt auf. Sie vergleicht sie auch mit dem, was das Gateway sagt.',
    start: 'Jetzt prüfen',
    again: 'Noch einmal prüfen',
    cancel: 'Prüfung abbrechen',
    asking: (count) => `Das Gateway wird gefragt, was es aufgeschrieben hat: bisher ${count}`,
    listing: (count) => `Die Dateien in Ihrem Pod werden gesucht: bisher ${count}`,
    reading: (done, all) => `Datei ${done} von ${all} wird aus Ihrem Pod gelesen`,
    checking: (done, all) => `Datei ${done} von ${all} wird geprüft`,
    sound: 'Alles ist da, und nichts wurde geändert',
    soundText: (entries, files) =>
      `Einträge: ${entries}, in Dateien Ihres Pods: ${files}. Jede ist vom Gateway unterschrieben, die Kette ist lückenlos, und das Gateway sagt dasselbe.`,
    nothing: 'Noch gibt es nichts zu prüfen',
    nothingText: 'In Ihrem Pod steht noch nichts davon. Sobald etwas dort ist, können Sie es hier prüfen.',
    unsound: (count) =>
      count === 1
        ? 'Eine Datei ist nicht, wie sie sein soll'
        : `${count} Dateien sind nicht, wie sie sein sollen`,
    unsoundText:
      'Jemand, der in Ihren Pod schreiben darf, hat dort etwas geändert, aus Versehen oder mit Absicht, oder der Pod hat es verloren. Vielleicht lässt sich eine ältere Fassung der Datei zurückholen. Keine Firma kann deswegen mehr lesen.',
    follows: 'Was daraus folgt',
    waiting: (count) =>
      count === 1
        ? '1 Eintrag ist aufgeschrieben und unterwegs in Ihren Pod.'
        : `${count} Einträge sind aufgeschrieben und unterwegs in Ihren Pod.`,
    onlyInPod: (count) =>
      count === 1
        ? '1 Eintrag ist nur in Ihrem Pod: Das Gateway hat ihn nicht mehr.'
        : `${count} Einträge sind nur in Ihrem Pod: Das Gateway hat sie nicht mehr.`,
    gaps: 'Das Gateway sagt selbst, mit Unterschrift, dass Einträge verloren sind',
    file: (day, name) => `Datei ${name} vom ${day}`,
    fileUnknown: (number) => `Datei ${number}`,
    findings: {
      signature_invalid: 'Sie wurde geändert: Was darin steht, hat das Gateway so nicht unterschrieben.',
      block_malformed: 'Das Gateway hat sie unterschrieben, aber sie ist keine Aufzeichnung.',
      owner_mismatch: 'Sie gehört zu den Aufzeichnungen von jemand anderem.',
      block_missing: 'Sie fehlt.',
      block_out_of_order: 'Sie ist zweimal da oder am falschen Platz.',
      previous_mismatch: 'Sie setzt die Datei davor nicht fort.',
      hash_mismatch: 'Ihre Prüfsumme passt nicht zu dem, was sie sagt.',
      entry_out_of_sequence: 'Vor den Einträgen darin fehlen welche, oder einige sind doppelt.',
      entry_malformed: 'Ein Eintrag darin ist nicht lesbar.',
      heads_mismatch: 'Was sie über ihr eigenes Ende sagt, stimmt nicht.',
      projection_differs:
        'Der unterschriebene Teil stimmt, aber was für andere Apps daneben steht, wurde geändert.',
      not_in_pod: (count) =>
        count === 1
          ? 'Ein Eintrag, den das Gateway dort abgelegt hat, ist nicht da.'
          : `${count} Einträge, die das Gateway dort abgelegt hat, sind nicht da.`,
      differs: (count) =>
        count === 1
          ? 'Zu einem Eintrag sagt das Gateway jetzt etwas anderes.'
          : `Zu ${count} Einträgen sagt das Gateway jetzt etwas anderes.`,
    },
    details: 'Die genauen Angaben',
    lastFile: 'Letzte Datei',
    lastHash: 'Ihr Fingerabdruck',
    keys: 'Schlüssel',
    agreements: 'Ketten, eine für jedes Teilen',
    tools: 'Dieselbe Prüfung geht ohne diese App, mit dem Befehl',
  },
  save: {
    open: 'Kopie speichern',
    title: 'Eine Kopie Ihres Verlaufs speichern',
    text: 'Der ganze Verlauf, nicht nur was diese Seite zeigt, als Datei auf diesem Gerät.',
    hint: 'Die Tabelle öffnet sich in einer Tabellenkalkulation. Die Datei für Programme hat den genauen Wortlaut jedes Eintrags, damit er sich prüfen lässt.',
    csv: 'Als Tabelle (CSV)',
    json: 'Für Programme (JSON)',
    reading: (count) => `Bisher ${count} Einträge`,
    done: (count) => `Gespeichert: ${count} Einträge.`,
    what: 'was',
  },
};
