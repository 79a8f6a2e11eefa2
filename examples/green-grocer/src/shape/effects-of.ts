import type { Judgeable, Judged } from './judge.ts';
import type { ShapedShop } from './shape-shop.ts';

/** What one preference does on the page, by the names of what it moved. */
export interface Effects {
  readonly leftOut: readonly string[];
  readonly movedUp: readonly string[];
  readonly movedDown: readonly string[];
  /** Delivery slots and packaging that it chose beforehand. */
  readonly chosen: readonly string[];
  /** Those that it spoke against. */
  readonly spared: readonly string[];
}

export function effectsOf(preferenceId: string, shop: ShapedShop): Effects {
  const isDoneBy = ({ reasons }: Judged<Judgeable>): boolean =>
    reasons.some((wish) => wish.preferenceId === preferenceId);
  const isFor = ({ reasons }: Judged<Judgeable>): boolean =>
    reasons.some(
      ({ preferenceId: id, strength }) =>
        id === preferenceId && (strength === 'require' || strength === 'prefer'),
    );
  const onShelves = shop.shelves.flatMap(({ products }) => products).filter(isDoneBy);
  const options = [...optionsOf(shop.slots), ...optionsOf(shop.packagings)].filter(({ judged }) =>
    isDoneBy(judged),
  );
  return {
    leftOut: shop.leftOut.filter(isDoneBy).map(({ thing }) => thing.name),
    movedUp: onShelves.filter(isFor).map(({ thing }) => thing.name),
    movedDown: onShelves.filter((judged) => !isFor(judged)).map(({ thing }) => thing.name),
    chosen: options
      .filter(({ judged, isChosen }) => isChosen && isFor(judged))
      .map(({ judged }) => judged.thing.name),
    spared: options
      .filter(({ judged }) => judged.isLeftOut || !isFor(judged))
      .map(({ judged }) => judged.thing.name),
  };
}

function optionsOf<Thing extends Judgeable & { readonly name: string }>(choice: {
  readonly options: readonly Judged<Thing>[];
  readonly chosen: string;
}) {
  return choice.options.map((judged) => ({ judged, isChosen: judged.thing.id === choice.chosen }));
}
