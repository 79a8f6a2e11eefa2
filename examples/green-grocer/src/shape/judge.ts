// What wishes make of the things that there are to choose from. Pure: the same wishes, the same order.

import { type Aspect, aspectOf, type Trait } from './traits.ts';
import type { Strength, Wish } from './understand-preference.ts';

/** Something with traits: a product, a delivery slot, a kind of packaging. */
export interface Judgeable {
  readonly id: string;
  readonly traits: readonly Trait[];
}

export interface Judged<Thing extends Judgeable> {
  readonly thing: Thing;
  readonly isLeftOut: boolean;
  /** Above 0: wished for. Below 0: rather not. */
  readonly score: number;
  /** The wishes that made it so, the strongest first. */
  readonly reasons: readonly Wish[];
}

const WEIGHTS: Readonly<Record<Strength, number>> = { require: 2, prefer: 1, avoid: -2, refuse: -4 };

/** All of them, what suits best first; equals stay in the order in which they came. */
export function judge<Thing extends Judgeable>(
  things: readonly Thing[],
  wishes: readonly Wish[],
  aspects: readonly Aspect[],
): Judged<Thing>[] {
  const heard = wishes.filter(
    ({ trait, strength }) =>
      aspects.includes(aspectOf(trait)) &&
      // What nothing here has cannot be required of all.
      (strength !== 'require' || things.some((thing) => thing.traits.includes(trait))),
  );
  return things.map((thing) => judgeOne(thing, heard)).sort((one, other) => other.score - one.score);
}

function judgeOne<Thing extends Judgeable>(thing: Thing, wishes: readonly Wish[]): Judged<Thing> {
  const has = ({ trait }: Wish): boolean => thing.traits.includes(trait);
  const excluding = wishes.filter((wish) => isExcluding(wish, has(wish)));
  if (excluding.length > 0) return { thing, isLeftOut: true, score: 0, reasons: excluding };
  const reasons = wishes
    .filter(has)
    .sort((one, other) => Math.abs(WEIGHTS[other.strength]) - Math.abs(WEIGHTS[one.strength]));
  const score = reasons.reduce((sum, { strength }) => sum + WEIGHTS[strength], 0);
  return { thing, isLeftOut: false, score, reasons };
}

const isExcluding = ({ strength }: Wish, hasIt: boolean): boolean =>
  hasIt ? strength === 'refuse' : strength === 'require';
