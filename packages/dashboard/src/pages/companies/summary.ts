import { coveredFields, type DataAccess } from '@parley/protocol';
import { plainWords } from '../../design/plain-words.ts';
import { type Company, isLive, shownConsents } from './company.ts';

/** All that a company was given, as one. */
export interface Summary {
  /** How many details of each kind of data. */
  readonly categories: readonly (readonly [name: string, details: number])[];
  readonly actions: readonly DataAccess['actions'][number][];
  readonly purposes: readonly string[];
  readonly recipients: readonly string[];
  readonly since: string;
  /** Of what has ended: when it did. */
  readonly until: string;
  readonly lastReadAt: string | undefined;
  readonly readsThisMonth: number;
  readonly resumeAt: string | undefined;
  readonly isOver: boolean;
}

/** `undefined`: it was never given anything. */
export function summaryOf(company: Company): Summary | undefined {
  const consents = shownConsents(company);
  if (consents.length === 0) return undefined;
  const entries = consents.flatMap(({ details }) => details);
  const reads = consents.flatMap(({ lastReadAt }) => lastReadAt ?? []).toSorted();
  const givenAt = consents.map((consent) => consent.givenAt).toSorted();
  const ends = consents.map(({ endedAt, until }) => endedAt ?? until).toSorted();
  return {
    categories: categoriesOf(entries),
    actions: unique(entries.flatMap(({ actions }) => actions)).filter((action) => action !== 'read'),
    purposes: unique(entries.map(({ purpose }) => purpose)),
    recipients: unique(entries.flatMap(({ recipients }) => recipients.map(plainWords))),
    since: givenAt[0] as string,
    until: ends.at(-1) as string,
    lastReadAt: reads.at(-1),
    readsThisMonth: consents.reduce((sum, { readsThisMonth }) => sum + readsThisMonth, 0),
    resumeAt: consents.flatMap(({ resumeAt }) => resumeAt ?? []).toSorted()[0],
    isOver: !consents.some(isLive),
  };
}

/** A detail that was given for two purposes is one. */
function categoriesOf(entries: readonly DataAccess[]): readonly (readonly [string, number])[] {
  return unique(entries.flatMap(({ datatypes }) => datatypes)).map((name) => [
    name,
    unique(entries.flatMap((entry) => coveredFields(entry, name))).length,
  ]);
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
