import type { DataItem } from '@parley/protocol';
import { plainWords } from '../../design/plain-words.ts';
import { textOf } from './issue-category.ts';

const MOST = 140;

/** The title of an issue in one line, whoever wrote it. */
export function issueTitle(issue: DataItem): string {
  const letters = [...plainWords(textOf(issue, 'title') ?? '')];
  return letters.length > MOST ? `${letters.slice(0, MOST).join('')}…` : letters.join('') || '–';
}
