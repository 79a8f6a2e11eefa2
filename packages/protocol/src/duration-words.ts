import { durationParts } from './instant.ts';

/** A duration as a person says it. @example durationWords('P1Y6M') // '1 year, 6 months' */
export function durationWords(duration: string): string {
  const { months, days } = durationParts(duration);
  const parts = [
    counted(Math.floor(months / 12), 'year'),
    counted(months % 12, 'month'),
    counted(days, 'day'),
  ];
  return parts.filter((part) => part !== '').join(', ') || 'no time';
}

function counted(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}
