import type { Activity } from '@parley/protocol';
import type { Filter } from '../filter/filter.ts';

const DAY_MS = 86_400_000;
const SHOWN_DAYS = 30;
/** More is not asked for at once. */
const MOST_DAYS = 366;

/** Which days the picture shows: those that are chosen, else the last 30. `today` is a day in UTC. */
export function daysShown(
  { from, to }: Filter,
  today: string,
): { readonly from: string; readonly to: string } {
  const last = to ?? (from !== undefined && from > today ? from : today);
  const first = from ?? later(last, 1 - SHOWN_DAYS);
  const earliest = later(last, 1 - MOST_DAYS);
  return { from: first < earliest ? earliest : first, to: last };
}

export const todayInUtc = (): string => new Date().toISOString().slice(0, 10);

type Company = Activity['vendors'][number];
export type CompanyDay = Company['days'][number];

/** What a company's days come to, and at which place from the first day each stands. */
export interface CompanyBars {
  readonly vendorId: string;
  readonly reads: number;
  readonly refused: number;
  readonly most: CompanyDay | undefined;
  readonly bars: readonly (CompanyDay & { readonly at: number })[];
}

/** Of each company, those first that read most. */
export function barsOf({ from, vendors }: Activity): CompanyBars[] {
  return vendors
    .map(({ vendorId, days }) => ({
      vendorId,
      reads: sum(days.map(({ reads }) => reads)),
      refused: sum(days.map(({ refused }) => refused)),
      most: days.toSorted((a, b) => heightOf(b) - heightOf(a))[0],
      bars: days.map((day) => ({ ...day, at: (Date.parse(day.day) - Date.parse(from)) / DAY_MS })),
    }))
    .sort((a, b) => b.reads + b.refused - (a.reads + a.refused));
}

/** How many days from the first to the last, both included. */
export const countDays = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

export const heightOf = ({ reads, refused }: CompanyDay): number => reads + refused;

/** The same day by day, the newest first. */
export function tableOf({ vendors }: Activity): readonly (CompanyDay & { readonly vendorId: string })[] {
  return vendors
    .flatMap(({ vendorId, days }) => days.map((day) => ({ ...day, vendorId })))
    .sort((a, b) => b.day.localeCompare(a.day) || heightOf(b) - heightOf(a));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
