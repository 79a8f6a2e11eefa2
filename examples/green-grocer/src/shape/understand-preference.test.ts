import type { Preference } from '@parley/vendor-sdk';
import { describe, expect, it } from 'vitest';
import { understandPreference } from './understand-preference.ts';

const now = new Date('2026-11-22T12:00:00Z');
const preference = (parts: Partial<Preference>): Preference => ({ id: 'item_1', ...parts });
const wishes = (parts: Partial<Preference>) =>
  understandPreference(preference(parts), now).map(({ trait, strength }) => `${strength} ${trait}`);

describe('one preference', () => {
  it.each<[Partial<Preference>, string[]]>([
    [{ topic: 'packaging', strength: 'avoid', value: 'plastic' }, ['avoid plastic']],
    [
      { topic: ' Food ', strength: 'prefer', statement: 'Local and organic' },
      ['prefer organic', 'prefer nearby'],
    ],
    [{ topic: 'packaging', strength: 'require', statement: 'Without any plastic' }, ['refuse plastic']],
    [{ topic: 'food', strength: 'prefer', value: 'gluten-free' }, ['avoid gluten']],
    [{ topic: 'food', strength: 'require', value: 'vegan' }, ['refuse milk']],
    [{ topic: 'food', strength: 'refuse', statement: 'No nuts, please' }, ['refuse nuts']],
    [{ topic: 'allergies', strength: 'prefer', value: 'nuts' }, ['refuse nuts']],
    [{ topic: 'delivery', strength: 'avoid', value: 'saturday' }, ['avoid saturday']],
    // The exact value counts, also where the words say more.
    [{ topic: 'food', strength: 'prefer', value: 'organic', statement: 'No nuts' }, ['prefer organic']],
    [{ topic: 'food', strength: 'prefer', value: 3, statement: 'Organic' }, ['prefer organic']],
  ])('%j is %j', (parts, understood) => {
    expect(wishes(parts)).toEqual(understood);
  });

  it.each<Partial<Preference>>([
    { topic: 'contact', strength: 'refuse', value: 'morning' },
    { topic: 'toString', strength: 'refuse', value: 'nuts' },
    { topic: 'packaging', strength: 'avoid', value: 'nuts' },
    { topic: 'food', strength: 'adore' as 'prefer', value: 'nuts' },
    { topic: 'food', value: 'nuts' },
    { topic: 'food', strength: 'refuse' },
    { strength: 'refuse', value: 'nuts' },
    { topic: 'delivery', strength: 'prefer', statement: 'With the neighbour at number 12' },
    { topic: 'food', strength: 'refuse', value: 'nuts', validUntil: '2026-11-22T12:00:00Z' },
    { topic: 'food', strength: 'refuse', value: 'nuts', validFrom: '2026-11-23T00:00:00Z' },
  ])('%j changes nothing', (parts) => {
    expect(wishes(parts)).toEqual([]);
  });

  it('holds from its first to its last moment', () => {
    const food = { topic: 'food', strength: 'refuse', value: 'nuts' } as const;
    const span = { validFrom: '2026-11-22T12:00:00Z', validUntil: '2026-11-22T12:00:01Z' };
    expect(wishes({ ...food, ...span })).toEqual(['refuse nuts']);
  });
});
