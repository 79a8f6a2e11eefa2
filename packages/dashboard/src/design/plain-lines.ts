import { plainWords } from './plain-words.ts';

const LINE_ENDS = /\r\n|[\n\r\u2028\u2029]/u;

/** The same for a text of several lines: its lines stay, but no long stretch of empty ones. */
export const plainLines = (text: string): string =>
  text
    .split(LINE_ENDS)
    .map(plainWords)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
