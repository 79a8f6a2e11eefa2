/** What is sent, whatever it is about. Outside the dashboard nobody learns more than that there is something. */
const TEXTS = {
  en: {
    subject: 'There is something new',
    text: 'There is something new at your dashboard.',
    why: 'You get this because your settings say so. You can change them there.',
  },
  de: {
    subject: 'Es gibt etwas Neues',
    text: 'Es gibt etwas Neues in Ihrer Übersicht.',
    why: 'Sie bekommen diese Nachricht, weil es so in Ihren Einstellungen steht. Dort können Sie das ändern.',
  },
} as const;

export type MessageText = (typeof TEXTS)[keyof typeof TEXTS];

/** In the owner's language, where it is one of ours; otherwise in English. */
export function messageText(language: string | undefined): MessageText {
  const [primary = ''] = (language ?? '').split('-');
  return primary === 'de' ? TEXTS.de : TEXTS.en;
}
