// The whole page as the wishes make it: products, delivery, packaging. In: what there is, and what is wished. Pure.

import type { Preference } from '@parley/vendor-sdk';
import {
  type Packaging,
  type Product,
  packagings,
  products,
  type Section,
  type Slot,
  sections,
  slots,
} from '../shop/catalogue.ts';
import { type Judgeable, type Judged, judge } from './judge.ts';
import type { Aspect } from './traits.ts';
import { understandPreference, type Wish } from './understand-preference.ts';

export interface Shelf {
  readonly section: Section;
  readonly products: readonly Judged<Product>[];
}

export interface Choice<Thing extends Judgeable> {
  /** In the shop's own order. */
  readonly options: readonly Judged<Thing>[];
  /** The id of what is chosen beforehand. */
  readonly chosen: string;
}

export interface ShapedShop {
  readonly wishes: readonly Wish[];
  readonly shelves: readonly Shelf[];
  readonly leftOut: readonly Judged<Product>[];
  readonly slots: Choice<Slot>;
  readonly packagings: Choice<Packaging>;
}

const OF_PRODUCTS: readonly Aspect[] = ['contents', 'growing', 'origin', 'wrapping'];

/** Without preferences: the shop in its own order, as a stranger sees it. */
export function shapeShop(preferences: readonly Preference[], now: Date): ShapedShop {
  const wishes = preferences.flatMap((preference) => understandPreference(preference, now));
  const judged = judge(products, wishes, OF_PRODUCTS);
  return {
    wishes,
    shelves: sections.map((section) => ({
      section,
      products: judged.filter(({ thing, isLeftOut }) => thing.section === section && !isLeftOut),
    })),
    leftOut: judged.filter(({ isLeftOut }) => isLeftOut),
    slots: choose(slots, judge(slots, wishes, ['day', 'time'])),
    packagings: choose(packagings, judge(packagings, wishes, ['wrapping'])),
  };
}

/** The one that suits best. Where none is left, the shop's first: the customer chooses anyway. */
function choose<Thing extends Judgeable>(
  things: readonly Thing[],
  judged: readonly Judged<Thing>[],
): Choice<Thing> {
  const options = things.flatMap(({ id }) => judged.filter(({ thing }) => thing.id === id));
  const best = judged.find(({ isLeftOut }) => !isLeftOut) ?? options[0];
  return { options, chosen: best?.thing.id ?? '' };
}
