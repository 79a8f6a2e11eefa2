import type { vocabularyEn } from './vocabulary-en.ts';

/** The same in German. */
export const vocabularyDe: typeof vocabularyEn = {
  purposes: {
    CustomerCare: {
      name: 'Kundendienst',
      means:
        'Um Ihnen zu antworten und in Ordnung zu bringen, was an etwas nicht stimmt, das Sie von ihr haben.',
    },
    CommunicationForCustomerCare: {
      name: 'Nachrichten des Kundendienstes',
      means: 'Um Ihnen wegen einer Sache zu schreiben, die Sie mit ihr haben. Nicht, um zu werben.',
    },
    DisputeManagement: {
      name: 'Einen Streit beilegen',
      means: 'Um etwas zu klären, worin Sie und sie nicht einig sind.',
    },
    CustomerClaimsManagement: {
      name: 'Einen Anspruch bearbeiten',
      means: 'Um einen Anspruch von Ihnen zu bearbeiten, etwa eine Garantie oder eine Erstattung.',
    },
    CustomerOrderManagement: {
      name: 'Ihre Bestellungen abwickeln',
      means: 'Um anzunehmen, zu liefern und abzurechnen, was Sie bestellt haben.',
    },
    RequestedServiceProvision: {
      name: 'Einen Dienst leisten, um den Sie gebeten haben',
      means: 'Um für Sie zu tun, worum Sie gebeten haben.',
    },
    ServicePersonalisation: {
      name: 'Den Dienst auf Sie zuschneiden',
      means: 'Um ihren Dienst für Sie anders zu gestalten als für andere, nach dem, was sie von Ihnen weiß.',
    },
    ProvidePersonalisedRecommendations: {
      name: 'Persönliche Empfehlungen',
      means: 'Um Ihnen etwas vorzuschlagen, ausgewählt nach dem, was sie von Ihnen weiß.',
    },
    ServiceUsageAnalytics: {
      name: 'Statistik über die Nutzung des Dienstes',
      means: 'Um zu zählen und zu vergleichen, wie Sie und andere nutzen, was sie anbietet.',
    },
    DirectMarketing: {
      name: 'Werbung an Sie',
      means: 'Um Ihnen Werbung zu schicken. Was sie liest, hilft ihr bei der Auswahl.',
    },
  },
  categories: { contact: 'Ihre Kontaktdaten', issues: 'Ihre Anliegen', preferences: 'Ihre Vorlieben' },
  fields: {
    contact: {
      kind: 'welcher Weg zu Ihnen es ist',
      use: 'wofür Sie ihn nutzen, etwa privat oder für Rechnungen',
      reach: 'ob man ihn zuerst, auch oder zuletzt versucht',
      name: 'der Name, mit dem man Sie anredet',
      email: 'die E-Mail-Adresse',
      phone: 'die Telefonnummer',
      street: 'Straße und Hausnummer',
      postalCode: 'die Postleitzahl',
      city: 'der Ort',
      region: 'das Bundesland oder die Region',
      country: 'das Land',
      validFrom: 'ab wann',
      validUntil: 'bis wann',
      modifiedAt: 'wann Sie es zuletzt geändert haben',
    },
    issues: {
      title: 'der Titel',
      state: 'ob es offen oder erledigt ist',
      kind: 'welche Art Anliegen es ist',
      severity: 'wie schlimm es ist',
      createdAt: 'wann Sie es geschrieben haben',
      modifiedAt: 'wann es sich zuletzt geändert hat',
      closedAt: 'wann Sie es zuletzt geschlossen haben',
      description: 'die Beschreibung',
      about: 'das Produkt oder die Bestellung',
      desiredOutcome: 'was geschehen soll',
      messages: 'die Nachrichten',
    },
    preferences: {
      topic: 'worum es geht',
      statement: 'was Sie wollen, in Ihren Worten',
      value: 'der genaue Wert',
      strength: 'wie wichtig es ist',
      validFrom: 'ab wann',
      validUntil: 'bis wann',
      modifiedAt: 'wann Sie es zuletzt geändert haben',
    },
  },
  filters: {
    contact: { kinds: 'nur diese Wege zu Ihnen' },
    issues: {
      addressee: 'an diese Firma gerichtet',
      states: 'nur in diesen Zuständen',
      kinds: 'nur von diesen Arten',
    },
    preferences: { topics: 'nur diese Themen' },
  },
  values: {
    open: 'offen',
    acknowledged: 'gesehen',
    'in-progress': 'in Arbeit',
    answered: 'beantwortet',
    closed: 'erledigt',
    question: 'Frage',
    complaint: 'Beschwerde',
    fault: 'Störung',
    return: 'Rückgabe',
    request: 'Bitte',
    low: 'gering',
    medium: 'mittel',
    high: 'schwer',
    require: 'das brauche ich',
    prefer: 'das ist mir lieber',
    avoid: 'lieber nicht',
    refuse: 'das will ich nicht',
    email: 'E-Mail',
    phone: 'Telefon',
    post: 'Post',
    card: 'Visitenkarte',
    first: 'zuerst',
    also: 'auch',
    last: 'zuletzt',
  },
};
