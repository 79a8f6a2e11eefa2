import { useSearchParams } from 'wouter';
import { FILTERS, type Shown, SORTS } from './shown.ts';

/** What is shown stands in the address: it is the same after going to a company and back, and other pages can link to it. */
export function useShown(): readonly [Shown, (change: Partial<Shown>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const shown: Shown = {
    words: parameters.get('find') ?? '',
    filter: FILTERS.find((each) => each === parameters.get('show')) ?? 'all',
    circle: parameters.get('circle') ?? '',
    sort: SORTS.find((each) => each === parameters.get('sort')) ?? 'name',
  };
  const change = (changed: Partial<Shown>): void => {
    const next = { ...shown, ...changed };
    const stated = {
      find: next.words,
      show: next.filter === 'all' ? '' : next.filter,
      circle: next.circle,
      sort: next.sort === 'name' ? '' : next.sort,
    };
    setParameters(
      Object.entries(stated).filter(([, value]) => value !== ''),
      { replace: true },
    );
  };
  return [shown, change];
}
