import { useState } from 'react';
import { EVERYTHING, type Sought } from './find-issues.ts';

/** What is looked for. It is there again for who comes back by the browser's button, and stands in no address. */
export function useSought(): [Sought, (part: Partial<Sought>) => void] {
  const [sought, setSought] = useState<Sought>(() => {
    const before = history.state as { sought?: Sought } | null;
    return before?.sought ?? { ...EVERYTHING, states: 'open' };
  });
  return [
    sought,
    (part) => {
      const next = { ...sought, ...part };
      setSought(next);
      history.replaceState({ sought: next }, '');
    },
  ];
}
