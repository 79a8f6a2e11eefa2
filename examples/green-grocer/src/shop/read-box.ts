import { type Packaging, type Product, packagings, products, type Slot, slots } from './catalogue.ts';

export interface Box {
  readonly products: readonly Product[];
  readonly slot: Slot;
  readonly packaging: Packaging;
}

/** What a form has sent, in the shop's own terms. `undefined`: something in it is not in the shop. */
export function readBox(form: unknown): Box | undefined {
  const { product, slot, packaging } = (form ?? {}) as Record<string, unknown>;
  const ids = product === undefined ? [] : [product].flat();
  const chosen = products.filter(({ id }) => ids.includes(id));
  const [when, how] = [slots.find(({ id }) => id === slot), packagings.find(({ id }) => id === packaging)];
  if (chosen.length !== ids.length || when === undefined || how === undefined) return undefined;
  return { products: chosen, slot: when, packaging: how };
}
