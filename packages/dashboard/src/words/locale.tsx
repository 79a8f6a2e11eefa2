import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { de } from './de.ts';
import { en, type Words } from './en.ts';

const LANGUAGES: Readonly<Record<'de' | 'en', Words>> = { de, en };
export type Language = keyof typeof LANGUAGES;

interface Locale {
  readonly language: Language;
  /** `undefined`: as the browser says. */
  readonly chosen: Language | undefined;
  choose(language: Language | undefined): void;
}

const LocaleContext = createContext<Locale | undefined>(undefined);
const KEPT_AS = 'parley.language';

/** The language of everything inside: the one chosen here before, else the first of the browser's that there is. */
export function LocaleProvider({ children }: { readonly children: ReactNode }) {
  const [chosen, setChosen] = useState(() => asLanguage(localStorage.getItem(KEPT_AS) ?? ''));
  const language = chosen ?? navigator.languages.map(asLanguage).find((each) => each !== undefined) ?? 'en';
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const locale = useMemo(
    () => ({
      language,
      chosen,
      choose(next: Language | undefined) {
        if (next === undefined) localStorage.removeItem(KEPT_AS);
        else localStorage.setItem(KEPT_AS, next);
        setChosen(next);
      },
    }),
    [language, chosen],
  );
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export function useLocale(): Locale {
  const locale = useContext(LocaleContext);
  if (locale === undefined) throw new Error('no LocaleProvider');
  return locale;
}

/** The words of the person's language: `const { requests } = useWords()`. */
export const useWords = (): Words => LANGUAGES[useLocale().language];

function asLanguage(tag: string): Language | undefined {
  const [primary = ''] = tag.toLowerCase().split('-');
  return primary === 'de' || primary === 'en' ? primary : undefined;
}
