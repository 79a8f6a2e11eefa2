// What there is in the shop. In its own order: what a stranger sees.

import type { Trait } from '../shape/traits.ts';

export const sections = ['vegetables', 'fruit', 'bread', 'dairy'] as const;
export type Section = (typeof sections)[number];

interface Offer {
  readonly id: string;
  readonly name: string;
  readonly traits: readonly Trait[];
}

export interface Product extends Offer {
  readonly section: Section;
  /** Where it comes from, and how it is sold. */
  readonly note: string;
  readonly cents: number;
  readonly unit: string;
}

export type Slot = Offer;
export type Packaging = Offer & { readonly note: string };

const product = (
  section: Section,
  [id, name]: readonly [string, string],
  [cents, unit]: readonly [number, string],
  note: string,
  traits: readonly Trait[],
): Product => ({ id, section, name, note, cents, unit, traits });

export const products: readonly Product[] = [
  product('vegetables', ['tomatoes', 'Vine tomatoes'], [349, '500 g'], 'Greenhouse, in a plastic tray', [
    'plastic',
  ]),
  product('vegetables', ['beans', 'Green beans'], [429, '250 g'], 'Kenya, flown in', ['flown', 'paper']),
  product('vegetables', ['carrots', 'Carrots'], [229, '1 kg'], 'Hill Farm, 12 km away', [
    'organic',
    'nearby',
    'loose',
  ]),
  product('vegetables', ['beetroot', 'Beetroot'], [259, '1 kg'], 'Hill Farm, 12 km away', [
    'nearby',
    'loose',
  ]),
  product('fruit', ['blueberries', 'Blueberries'], [399, '200 g'], 'Peru, flown in', ['flown', 'plastic']),
  product('fruit', ['bananas', 'Bananas'], [219, '1 kg'], 'Ecuador, by ship', ['organic', 'loose']),
  product('fruit', ['pears', 'Pears'], [329, '1 kg'], 'South Tyrol, in a paper bag', ['paper']),
  product('fruit', ['apples', 'Apples'], [279, '1 kg'], 'Mill Orchard, 8 km away', [
    'organic',
    'nearby',
    'loose',
  ]),
  product('bread', ['baguette', 'Baguette'], [189, 'each'], 'Wheat, in a paper sleeve', ['gluten', 'paper']),
  product('bread', ['walnut-loaf', 'Walnut loaf'], [489, '500 g'], 'Wheat and rye, with walnuts', [
    'gluten',
    'nuts',
    'paper',
  ]),
  product('bread', ['buckwheat', 'Buckwheat loaf'], [529, '500 g'], 'Without gluten, sealed in plastic', [
    'organic',
    'plastic',
  ]),
  product('bread', ['rye', 'Rye sourdough'], [449, '750 g'], 'Stone Bakery, round the corner', [
    'organic',
    'nearby',
    'gluten',
    'paper',
  ]),
  product('dairy', ['yoghurt', 'Yoghurt'], [119, '150 g'], 'Plain, in a plastic cup', ['milk', 'plastic']),
  product('dairy', ['oat-drink', 'Oat drink'], [239, '1 l'], 'Without milk, in a carton', [
    'organic',
    'paper',
  ]),
  product('dairy', ['cheese', 'Hard cheese'], [559, '250 g'], 'Alpine dairy, in waxed paper', [
    'milk',
    'paper',
  ]),
  product('dairy', ['milk', 'Whole milk'], [189, '1 l'], 'Meadow Farm, in a deposit bottle', [
    'organic',
    'nearby',
    'milk',
    'glass',
  ]),
];

export const slots: readonly Slot[] = [
  { id: 'saturday-morning', name: 'Saturday morning', traits: ['saturday', 'morning'] },
  { id: 'thursday-morning', name: 'Thursday morning', traits: ['thursday', 'morning'] },
  { id: 'thursday-evening', name: 'Thursday evening', traits: ['thursday', 'evening'] },
  { id: 'friday-evening', name: 'Friday evening', traits: ['friday', 'evening'] },
];

export const packagings: readonly Packaging[] = [
  { id: 'plastic-bag', name: 'Plastic bag', note: 'Light and dry', traits: ['plastic'] },
  { id: 'paper-bag', name: 'Paper bag', note: 'Goes to the paper bin', traits: ['paper'] },
  { id: 'crate', name: 'Crate to return', note: 'We take it back next time', traits: ['crate'] },
];
