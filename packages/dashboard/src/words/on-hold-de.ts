import type { onHoldEn } from './on-hold-en.ts';

/** The same in German. */
export const onHoldDe: typeof onHoldEn = {
  title: 'Diese Firma ist gesperrt',
  because: {
    keys_changed:
      'Alle Schlüssel, mit denen sie sich ausweist, wurden auf einmal ersetzt. Vielleicht hat sie sie erneuert; vielleicht spricht jemand anderes in ihrem Namen.',
    redirect_changed:
      'Sie hat eine weitere Adresse genannt, an die Menschen zurückgeschickt werden. Vielleicht hat sie eine neue Seite; vielleicht hat jemand anderes geändert, was sie über sich sagt.',
    operator: 'Wer dieses Gateway betreibt, hat sie gesperrt, und niemand sonst kann das beenden.',
  },
  text: 'Sie liest nichts von Ihnen. Ändern oder beenden können Sie trotzdem alles.',
  lift: 'Wieder lesen lassen',
  lifted:
    'Sie hat sich geändert, und Sie lassen sie weiter lesen. Ändert sie sich noch einmal, ist sie wieder gesperrt.',
  lifting: {
    title: (company) => `${company} wieder lesen lassen?`,
    ask: 'Fragen Sie die Firma zuerst, ob die Änderung von ihr ist. Nehmen Sie dafür eine Nummer oder Adresse, die Sie schon vorher kannten, keine, die sie Ihnen jetzt zeigt.',
    only: 'Sie liest dann wieder, was Sie mit ihr teilen. Ändert sie sich noch einmal, ist sie wieder gesperrt.',
    confirm: 'Die Änderung ist von ihr: lesen lassen',
    keep: 'Gesperrt lassen',
    done: 'Sie darf wieder lesen.',
  },
};
