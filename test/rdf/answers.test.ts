import { writeApproved } from '@parley/pod-client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsOf, parseJsonLd, parseTurtle, sorted } from '../support/rdf.ts';
import { withWarranties } from '../support/warranties.ts';
import { randomItems } from './random-items.ts';

describe.each([...withWarranties.values()])('an answer about $name', (category) => {
  it('says the same in Turtle, in JSON-LD and in JSON: nothing less, nothing more', async () => {
    await fc.assert(
      fc.asyncProperty(randomItems(category), async (items) => {
        const turtle = parseTurtle(writeApproved({ form: 'text/turtle', category, items }));
        const jsonLd = await parseJsonLd(writeApproved({ form: 'application/ld+json', category, items }));
        expect(sorted(jsonLd)).toEqual(sorted(turtle));
        expect(new Set(sorted(turtle)).size).toBe(turtle.length);
        expect(itemsOf(category, turtle)).toEqual(items);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a field that is not declared', { secret: 'x' }],
    ['an inherited name', { toString: 'x' }],
  ])('is not written with %s', (_name, fields) => {
    const items = [{ id: 'item_x', ...fields }];
    const write = () => writeApproved({ form: 'text/turtle', category, items: items as never });
    expect(write).toThrow(expect.objectContaining({ code: 'invalid_item' }));
  });
});

it('has no context, so that a reader has nothing to fetch', () => {
  const category = withWarranties.get('preferences');
  if (category === undefined) throw new Error('it is published');
  const items = [{ id: 'item_x', topic: 'a' }];
  const text = writeApproved({ form: 'application/ld+json', category, items });
  expect(JSON.parse(text)).toEqual([
    {
      '@id': 'urn:parley:item_x',
      '@type': ['https://w3id.org/parley#Preference'],
      'https://schema.org/propertyID': [
        { '@value': 'a', '@type': 'http://www.w3.org/2001/XMLSchema#string' },
      ],
    },
  ]);
});
