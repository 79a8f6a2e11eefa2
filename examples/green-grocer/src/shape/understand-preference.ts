// One approved preference as the shop understands it: which traits are wanted or not, and how much. Pure.

import type { Preference } from '@parley/vendor-sdk';
import { type Aspect, aspectOf, type Trait, traits, wordsOf } from './traits.ts';

/** How a trait stands with the customer: wanted (`require`, `prefer`) or not (`avoid`, `refuse`). */
export type Strength = 'require' | 'prefer' | 'avoid' | 'refuse';

export interface Wish {
  /** The preference that it comes from. */
  readonly preferenceId: string;
  readonly trait: Trait;
  readonly strength: Strength;
}

/** The topics that the shop asks for, and what in its shop each may change. */
const ASPECTS_OF_TOPIC = {
  food: ['contents', 'growing', 'origin'],
  allergies: ['contents'],
  packaging: ['wrapping'],
  delivery: ['day', 'time'],
} as const satisfies Record<string, readonly Aspect[]>;

export type Topic = keyof typeof ASPECTS_OF_TOPIC;

export const topics = Object.keys(ASPECTS_OF_TOPIC) as readonly Topic[];

/** Nothing, where the shop does not know what to do with it, or it is not in force at this time. */
export function understandPreference(preference: Preference, now: Date): Wish[] {
  const topic = preference.topic?.trim().toLowerCase() ?? '';
  const strength = strengthOf(preference.strength, topic);
  if (!isTopic(topic) || strength === undefined || !isInForce(preference, now)) return [];
  const aspects: readonly Aspect[] = ASPECTS_OF_TOPIC[topic];
  const known = traits.filter((trait) => aspects.includes(aspectOf(trait)));
  // The exact value says it best; the words are read where there is none that the shop knows.
  for (const text of [preference.value, preference.statement]) {
    if (typeof text !== 'string') continue;
    const wishes = known.flatMap((trait) => wishIn(text, trait, strength));
    if (wishes.length > 0) return wishes.map((wish) => ({ ...wish, preferenceId: preference.id }));
  }
  return [];
}

const isTopic = (topic: string): topic is Topic => Object.hasOwn(ASPECTS_OF_TOPIC, topic);

/** Who names an allergy means the worst of it, whatever else is said. */
function strengthOf(strength: string | undefined, topic: string): Strength | undefined {
  if (strength !== 'require' && strength !== 'prefer' && strength !== 'avoid' && strength !== 'refuse')
    return undefined;
  return topic === 'allergies' ? 'refuse' : strength;
}

function isInForce({ validFrom, validUntil }: Preference, now: Date): boolean {
  const at = now.getTime();
  return !(Date.parse(validFrom ?? '') > at) && !(Date.parse(validUntil ?? '') <= at);
}

const OPPOSITES = { require: 'refuse', prefer: 'avoid', avoid: 'avoid', refuse: 'refuse' } as const;

/** "Without plastic", asked for, is plastic refused. "No plastic", refused, is how people talk: it is not wanted either. */
function wishIn(text: string, trait: Trait, strength: Strength): Omit<Wish, 'preferenceId'>[] {
  const { said, saidOfOpposite } = wordsOf(trait);
  const found = said.exec(text);
  if (found !== null) {
    const before = text.slice(0, found.index);
    const after = text.slice(found.index + found[0].length);
    const isDenied = /\b(without|no|not|never|nothing|free (of|from))\b[^.,;]*$/i.test(before);
    const isFree = /^[\s-]?free\b/i.test(after);
    return [{ trait, strength: isDenied || isFree ? OPPOSITES[strength] : strength }];
  }
  const isOpposite = saidOfOpposite?.test(text) === true;
  return isOpposite ? [{ trait, strength: OPPOSITES[strength] }] : [];
}
