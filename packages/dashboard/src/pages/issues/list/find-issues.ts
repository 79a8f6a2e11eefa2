import type { DataItem } from '@parley/protocol';
import { changedAt, isClosed, textOf } from '../issue-category.ts';

export type States = 'open' | 'closed' | 'all';

/** What is looked for. */
export interface Sought {
  readonly text: string;
  readonly states: States;
  /** The id of a company or circle, `everyone` or `nobody`. Empty: whoever it is for. */
  readonly addressee: string;
}

export const EVERYTHING: Sought = { text: '', states: 'all', addressee: '' };

/** The issues that fit, the one that changed last first. */
export function findIssues(issues: readonly DataItem[], sought: Sought): readonly DataItem[] {
  const words = comparable(sought.text).split(' ').filter(Boolean);
  return issues
    .filter((issue) => {
      if (sought.states !== 'all' && isClosed(issue) !== (sought.states === 'closed')) return false;
      if (sought.addressee !== '' && !isFor(issue, sought.addressee)) return false;
      const title = comparable(textOf(issue, 'title') ?? '');
      return words.every((word) => title.includes(word));
    })
    .sort((a, b) => Date.parse(changedAt(b)) - Date.parse(changedAt(a)) || (a.id < b.id ? -1 : 1));
}

export const countOpen = (issues: readonly DataItem[]): number =>
  issues.filter((issue) => !isClosed(issue)).length;

/** Everybody whom an issue of these is for, each once. */
export function addresseesOf(issues: readonly DataItem[]): readonly string[] {
  return [
    ...new Set(
      issues.flatMap(({ audience }) =>
        audience === 'everyone' ? ['everyone'] : audience.length === 0 ? ['nobody'] : audience,
      ),
    ),
  ];
}

function isFor({ audience }: DataItem, addressee: string): boolean {
  if (audience === 'everyone') return addressee === 'everyone';
  return audience.length === 0 ? addressee === 'nobody' : audience.includes(addressee);
}

/** Capitals and accents do not matter to who looks for something. */
const comparable = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
