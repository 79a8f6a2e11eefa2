import type { Preference } from '@parley/vendor-sdk';
import { describe, expect, it } from 'vitest';
import { packagings, products, sections, slots } from '../shop/catalogue.ts';
import { effectsOf } from './effects-of.ts';
import { shapeShop } from './shape-shop.ts';

const now = new Date('2026-11-22T12:00:00Z');
const wish = (
  topic: string,
  strength: 'require' | 'prefer' | 'avoid' | 'refuse',
  value: string,
): Preference => ({
  id: `${strength} ${value}`,
  ...{ topic, strength, value },
});
const shaped = (...preferences: Preference[]) => shapeShop(preferences, now);
const onShelf = (shop: ReturnType<typeof shapeShop>, section: string) =>
  shop.shelves.find((shelf) => shelf.section === section)?.products.map(({ thing }) => thing.id);
const leftOut = (shop: ReturnType<typeof shapeShop>) => shop.leftOut.map(({ thing }) => thing.id);

describe('the shop', () => {
  it('is in its own order for a stranger, and gives no reason', () => {
    const shop = shaped();
    const shown = shop.shelves.flatMap((shelf) => shelf.products);
    expect(shown.map(({ thing }) => thing)).toEqual(products);
    expect(shown.flatMap(({ reasons }) => reasons)).toEqual([]);
    expect([shop.slots.chosen, shop.packagings.chosen]).toEqual([slots[0]?.id, packagings[0]?.id]);
  });

  it('begins with what is preferred, and ends with what is avoided', () => {
    const shop = shaped(wish('food', 'prefer', 'nearby'), wish('packaging', 'avoid', 'plastic'));
    expect(onShelf(shop, 'dairy')).toEqual(['milk', 'oat-drink', 'cheese', 'yoghurt']);
    expect(onShelf(shop, 'vegetables')).toEqual(['carrots', 'beetroot', 'beans', 'tomatoes']);
    expect(shop.packagings.chosen).toBe('paper-bag');
  });

  it('leaves out what is refused, and what lacks what is required', () => {
    expect(leftOut(shaped(wish('allergies', 'avoid', 'nuts')))).toEqual(['walnut-loaf']);
    const organic = shaped(wish('food', 'require', 'organic'));
    expect(leftOut(organic)).toHaveLength(
      products.filter(({ traits }) => !traits.includes('organic')).length,
    );
    expect(organic.leftOut[0]?.reasons).toMatchObject([{ trait: 'organic', strength: 'require' }]);
  });

  it('is not emptied by a requirement that nothing in it could meet', () => {
    const shop = shaped(wish('packaging', 'require', 'crate'));
    expect(shop.leftOut).toEqual([]);
    expect(shop.packagings).toMatchObject({ chosen: 'crate' });
    expect(shop.packagings.options.map(({ isLeftOut }) => isLeftOut)).toEqual([true, true, false]);
  });

  it('chooses a slot by day and time, and keeps all of them in their order', () => {
    const { slots: choice } = shaped(
      wish('delivery', 'refuse', 'saturday'),
      wish('delivery', 'prefer', 'friday'),
      wish('delivery', 'prefer', 'evening'),
    );
    expect(choice.chosen).toBe('friday-evening');
    expect(choice.options.map(({ thing }) => thing)).toEqual(slots);
    expect(choice.options[0]).toMatchObject({ isLeftOut: true, reasons: [{ trait: 'saturday' }] });
  });

  it('shows one section without anything, where all of it is refused', () => {
    const shop = shaped(wish('food', 'refuse', 'gluten'), wish('packaging', 'refuse', 'plastic'));
    expect(shop.shelves.map(({ section }) => section)).toEqual(sections);
    expect(onShelf(shop, 'bread')).toEqual([]);
  });

  it('says of each preference what it did', () => {
    const [plastic, evening] = [wish('packaging', 'avoid', 'plastic'), wish('delivery', 'prefer', 'evening')];
    const shop = shaped(plastic, evening);
    expect(effectsOf(plastic.id, shop)).toMatchObject({
      movedDown: ['Vine tomatoes', 'Blueberries', 'Buckwheat loaf', 'Yoghurt'],
      spared: ['Plastic bag'],
      leftOut: [],
    });
    expect(effectsOf(evening.id, shop)).toMatchObject({ chosen: ['Thursday evening'], spared: [] });
  });
});
