import type { termsEn } from './terms-en.ts';

/** The same in German. */
export const termsDe: typeof termsEn = {
  title: 'Ihre Bedingungen',
  lead: 'Legen Sie einmal fest, was für jede Firma gilt, die fragt. Gesperrt wird dadurch nichts: Bei jeder Anfrage erfahren Sie, was über Ihre Bedingungen hinausgeht, und ein Tippen nimmt es heraus.',
  none: 'Sie haben noch nichts festgelegt. Jede Anfrage wird dann so gezeigt, wie die Firma sie stellt.',
  noLimit: 'Keine Grenze',
  notOffered: 'Keine',
  longestAccess: {
    label: 'Wie lange darf eine Firma höchstens lesen?',
    hint: 'Gerechnet von dem Tag an, an dem sie fragt. Beenden können Sie es jederzeit vorher, was immer Sie hier wählen.',
  },
  longestRetention: {
    label: 'Wie lange darf sie behalten, was sie gelesen hat?',
    hint: 'Das ist nur ihr unterschriebenes Wort: Niemand kann nachsehen, ob sie löscht, was sie gelesen hat. Eine Firma, die es länger oder für immer behält, geht über Ihre Bedingungen hinaus.',
  },
  purposesNever: {
    label: 'Wozu nie?',
    hint: 'Eine Anfrage zu einem dieser Zwecke geht über Ihre Bedingungen hinaus.',
  },
  recipients: {
    label: 'Darf sie Ihre Daten weitergeben?',
    allowed: 'Ja, wenn sie sagt, an wen',
    none: 'Nein, an niemanden',
    hint: {
      allowed: 'Bei jeder Anfrage sehen Sie, an wen, und können jeden davon herausnehmen.',
      none: 'Eine Anfrage, die jemand anderen nennt, geht über Ihre Bedingungen hinaus.',
    },
  },
  agreement: {
    label: 'Welche Vereinbarung bieten Sie an?',
    hint: 'Vereinbarungen zwischen Menschen und Firmen, veröffentlicht als MyTerms (IEEE 7012). Eine Firma nimmt eine an, indem sie sie in ihrer Anfrage nennt.',
    checked:
      'Was sich an einer Anfrage ablesen lässt, wird damit verglichen: wozu, und ob weitergegeben wird. Alles andere ist das Wort der Firma.',
    unchecked: 'Nichts davon kann diese App prüfen. Es ist das Wort der Firma.',
    portable: 'Sie gibt Ihnen Ihre Daten auch so, dass Sie sie anderswohin mitnehmen können.',
    names: {
      'SD-BASE': 'Nur der Dienst selbst',
      'SD-BASE-A': 'Der Dienst und Statistik',
      'SD-BASE-AT': 'Der Dienst, Statistik und Nachverfolgung',
      'SD-BASE-ATP': 'Der Dienst, Statistik, Nachverfolgung und ein Profil',
      'SD-BASE-ATP-S3P': 'All das, und die Weitergabe dessen, was nicht mehr auf Sie weist',
      PDC: 'Ein Beitrag Ihrer Daten',
      'PDC-INTENT': 'Sagen, was Sie kaufen oder tun wollen',
      'PDC-AI': 'Training und Betrieb künstlicher Intelligenz',
      'PDC-GOOD': 'Für das Gemeinwohl',
      TPR: 'Eine Vereinbarung zwischen zwei Menschen',
      'TPR-IDENTITY-REF': 'Bürgen dafür, wer jemand ist',
    },
    means: {
      'SD-BASE':
        'Sie nutzt Ihre Daten nur für das, worum Sie gebeten haben. Keine Statistik, keine Nachverfolgung, kein Profil, und niemand sonst bekommt sie.',
      'SD-BASE-A':
        'Sie tut, worum Sie gebeten haben, und darf zählen und vergleichen, wie ihr Dienst genutzt wird. Niemand sonst bekommt Ihre Daten.',
      'SD-BASE-AT':
        'Sie darf auch verfolgen, was Sie von einem Besuch zum nächsten damit tun. Niemand sonst bekommt Ihre Daten.',
      'SD-BASE-ATP':
        'Sie darf sich auch ein Bild von Ihnen machen, um ihren Dienst auf Sie zuzuschneiden. Niemand sonst bekommt Ihre Daten.',
      'SD-BASE-ATP-S3P': 'Sie darf auch Daten weitergeben, in denen niemand Sie mehr erkennen kann.',
      PDC: 'Sie steuern Daten zu einem Zweck bei, den die Vereinbarung beschreibt.',
      'PDC-INTENT':
        'Sie sagen, was Sie kaufen oder tun wollen, damit Firmen Ihnen ein Angebot machen können.',
      'PDC-AI':
        'Mit Ihren Daten darf künstliche Intelligenz trainiert und betrieben werden, so wie die Vereinbarung es beschreibt.',
      'PDC-GOOD': 'Ihre Daten dürfen dem Wohl aller dienen, etwa der Forschung.',
      TPR: 'Für das, was zwei Menschen untereinander vereinbaren. Passt selten zu einer Firma.',
      'TPR-IDENTITY-REF': 'Jemand bürgt dafür, wer ein anderer ist. Passt selten zu einer Firma.',
    },
  },
  save: 'Meine Bedingungen speichern',
  saved: 'Ihre Bedingungen sind festgelegt',
  replace: 'Neu festlegen',
  replaceTitle: 'Ihre Bedingungen neu festlegen?',
  replaceText:
    'Was jetzt in dem Dokument steht, ist nicht verständlich und wird als Ganzes ersetzt, sobald Sie speichern. Von hier aus lässt es sich nicht zurückholen.',
  malformed: 'Solange das so ist, wird keine Anfrage mit Ihren Bedingungen verglichen.',
};
