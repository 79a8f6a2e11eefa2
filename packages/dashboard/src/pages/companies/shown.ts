import type { KnownVendor } from '@parley/protocol';
import { type Company, isUnread, type Standing, shownConsents } from './company.ts';

export const FILTERS = ['all', 'sharing', 'paused', 'held', 'ended', 'none', 'unread'] as const;
export type Filter = (typeof FILTERS)[number];
export const SORTS = ['name', 'newest', 'read', 'reads', 'end'] as const;
export type Sort = (typeof SORTS)[number];

/** Which of the companies are shown, and in which order. */
export interface Shown {
  readonly words: string;
  readonly filter: Filter;
  /** The id of a circle. Empty: any. */
  readonly circle: string;
  readonly sort: Sort;
}

/** The companies that fit, in order. Nothing of what a company wrote can do more than fit. */
export function shownOf(companies: readonly Company[], shown: Shown, now: Date): readonly Company[] {
  const words = folded(shown.words).split(' ').filter(Boolean);
  return companies
    .filter(
      (company) =>
        isIn(company, shown.filter, now) &&
        (shown.circle === '' || inCircle(company.entry, shown.circle)) &&
        words.every((word) => textOf(company).includes(word)),
    )
    .toSorted(ORDER[shown.sort]);
}

export function isIn(company: Company, filter: Filter, now: Date): boolean {
  if (filter === 'all') return true;
  return filter === 'unread' ? isUnread(company, now) : company.standing === filter;
}

export const inCircle = (entry: KnownVendor | undefined, circleId: string): boolean =>
  entry?.circles.includes(circleId) ?? false;

/** Without accents and capitals, as one types it. */
export const folded = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();

const textOf = ({ name, host, vendor, entry }: Company): string =>
  folded([name, host, vendor?.legalName, entry?.name].filter(Boolean).join(' '));

type Order = (a: Company, b: Company) => number;

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
const byName: Order = (a, b) => collator.compare(a.name, b.name);
const RANK: Readonly<Record<Standing, number>> = { sharing: 0, held: 0, paused: 0, none: 1, ended: 2 };

/** What still reads stands before what no longer does; within that by this, and at last by name. */
const ranked =
  (order: Order): Order =>
  (a, b) =>
    RANK[a.standing] - RANK[b.standing] || order(a, b) || byName(a, b);

const ORDER: Readonly<Record<Sort, Order>> = {
  name: ranked(byName),
  newest: ranked((a, b) => latest(b, 'givenAt').localeCompare(latest(a, 'givenAt'))),
  read: ranked((a, b) => latest(b, 'lastReadAt').localeCompare(latest(a, 'lastReadAt'))),
  reads: ranked((a, b) => readsOf(b) - readsOf(a)),
  end: ranked((a, b) => firstEnd(a).localeCompare(firstEnd(b))),
};

const latest = (company: Company, what: 'givenAt' | 'lastReadAt'): string =>
  shownConsents(company).reduce((last, each) => ((each[what] ?? '') > last ? (each[what] ?? '') : last), '');

const readsOf = (company: Company): number =>
  shownConsents(company).reduce((sum, { readsThisMonth }) => sum + readsThisMonth, 0);

const firstEnd = (company: Company): string =>
  shownConsents(company).reduce((first, { until }) => (first === '' || until < first ? until : first), '');
