import { useWords } from '../../../words/locale.tsx';

const PORTABLE = /-DP$/;

/** What an agreement of the roster is called and what it means. */
export function useAgreementWords(): { name(id: string): string; means(id: string): string } {
  const { terms } = useWords();
  const { names, means, portable } = terms.agreement;
  const base = (id: string) => id.replace(PORTABLE, '');
  return {
    name: (id) => (names[base(id)] === undefined ? id : `${names[base(id)]} (${id})`),
    means: (id) => `${means[base(id)] ?? ''}${PORTABLE.test(id) ? ` ${portable}` : ''}`,
  };
}
