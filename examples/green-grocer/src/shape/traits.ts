// The words that the shop understands: what can be said of its goods, its delivery and its packaging, and how people say it.

/** What a trait is a trait of. A wish about one says nothing of the others. */
export type Aspect = 'contents' | 'growing' | 'origin' | 'wrapping' | 'day' | 'time';

interface TraitWords {
  readonly aspect: Aspect;
  /** How people write it. */
  readonly said: RegExp;
  /** How people write the opposite: who is vegan wants no milk. */
  readonly saidOfOpposite?: RegExp;
}

export const TRAITS = {
  nuts: { aspect: 'contents', said: /\b(wal|hazel|pea)?nuts?\b|\balmonds?\b/i },
  gluten: { aspect: 'contents', said: /\bgluten\b|\bwheat\b/i, saidOfOpposite: /\bcoeliac\b/i },
  milk: { aspect: 'contents', said: /\bmilk\b|\bdairy\b|\blactose\b/i, saidOfOpposite: /\bvegan\b/i },
  organic: { aspect: 'growing', said: /\borganic(ally)?\b/i },
  nearby: { aspect: 'origin', said: /\bnear(by)?\b|\blocal(ly)?\b|\bregional(ly)?\b/i },
  flown: { aspect: 'origin', said: /\bflown\b|\bby air\b|\bair ?freight\b/i },
  plastic: { aspect: 'wrapping', said: /\bplastics?\b/i },
  paper: { aspect: 'wrapping', said: /\bpaper\b|\bcardboard\b/i },
  glass: { aspect: 'wrapping', said: /\bglass\b|\bjars?\b/i },
  loose: { aspect: 'wrapping', said: /\bloose\b|\bun(wrapped|packed)\b/i },
  crate: { aspect: 'wrapping', said: /\bcrates?\b|\breusable\b|\breturnable\b/i },
  thursday: { aspect: 'day', said: /\bthursdays?\b/i },
  friday: { aspect: 'day', said: /\bfridays?\b/i },
  saturday: { aspect: 'day', said: /\bsaturdays?\b|\bweekends?\b/i },
  morning: { aspect: 'time', said: /\bmornings?\b/i },
  evening: { aspect: 'time', said: /\bevenings?\b/i },
} as const satisfies Record<string, TraitWords>;

export type Trait = keyof typeof TRAITS;

export const traits = Object.keys(TRAITS) as readonly Trait[];

export const aspectOf = (trait: Trait): Aspect => TRAITS[trait].aspect;

export const wordsOf = (trait: Trait): TraitWords => TRAITS[trait];
