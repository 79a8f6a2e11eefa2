import { elapsed } from '../../../words/elapsed.ts';
import { useLocale } from '../../../words/locale.tsx';

/** So many seconds, in the person's language. */
export function useElapsed(): (seconds: number) => string {
  const { language } = useLocale();
  return (seconds) => elapsed(seconds, language);
}
