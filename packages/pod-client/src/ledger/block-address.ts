import { DOCUMENTS } from '@parley/protocol';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';

/** Where a block lies: the day it was sealed on, and its number in the owner's chain. */
export interface BlockPlace {
  /** A day, as `2026-11-22`. */
  readonly date: string;
  /** 1, 2, 3 … without a gap, over all days. */
  readonly number: number;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The address of a block. @throws {PodError} `address_refused`: not a day, or not a number */
export function blockAddress(pod: Pod, { date, number }: BlockPlace): string {
  if (!DAY.test(date) || !Number.isSafeInteger(number) || number < 1) throw new PodError('address_refused');
  return pod.resolve(`${DOCUMENTS.ledger}${date}/${number}.ttl`);
}

/** The day that a member of `ledger/` is named after, if it is. */
export function dayOf(name: string): string | undefined {
  const day = name.slice(0, -1);
  return name.endsWith('/') && DAY.test(day) ? day : undefined;
}

/** The block number that a member of a day is named after, if it is. */
export function numberOf(name: string): number | undefined {
  const digits = /^([1-9]\d{0,14})\.ttl$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
