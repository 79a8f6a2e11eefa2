import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CursorScope, pageOf, readCursor, writeCursor } from './cursor.ts';
import type { VisibleItem } from './minimise.ts';

const key = Buffer.alloc(32, 3);
const scope: CursorScope = {
  vendorId: 'https://acme.example/client',
  consentId: 'consent_1',
  version: 1,
  purpose: 'https://w3id.org/dpv#CustomerCare',
  category: 'issues',
  query: { fields: ['title'], filter: { states: ['open'] } },
};
const position = { bornAt: 1_790_000_000_000, id: 'item_a' };

describe('A61d a cursor', () => {
  it('is read back by who got it, and is the same for the same page', () => {
    const cursor = writeCursor(key, scope, position);
    expect(readCursor(key, scope, cursor)).toEqual(position);
    expect(writeCursor(key, scope, position)).toBe(cursor);
  });

  it('tells nothing about the item it stands for', () => {
    const cursor = writeCursor(key, scope, position);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/item_a|1790000000000/);
    const [one, other] = ['item_a', 'item_b'].map((id) => writeCursor(key, scope, { ...position, id }));
    expect(one!.slice(0, 20)).not.toBe(other!.slice(0, 20));
  });

  const others: [string, Partial<CursorScope>][] = [
    ['vendor', { vendorId: 'https://other.example/client' }],
    ['consent', { consentId: 'consent_2' }],
    ['version', { version: 2 }],
    ['purpose', { purpose: 'https://w3id.org/dpv#Marketing' }],
    ['category', { category: 'preferences' }],
    ['fields', { query: { ...scope.query, fields: ['title', 'state'] } }],
    ['filter', { query: { ...scope.query, filter: {} } }],
  ];
  it.each(others)('is nothing for another %s', (_name, change) => {
    expect(readCursor(key, { ...scope, ...change }, writeCursor(key, scope, position))).toBeUndefined();
  });

  it('is nothing under another key, altered by one bit, cut, or made up', () => {
    const cursor = writeCursor(key, scope, position);
    expect(readCursor(Buffer.alloc(32, 4), scope, cursor)).toBeUndefined();
    const bytes = Buffer.from(cursor, 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const altered = Buffer.from(bytes);
        altered[bit >> 3]! ^= 1 << (bit & 7);
        expect(readCursor(key, scope, altered.toString('base64url'))).toBeUndefined();
      }),
    );
    for (const other of ['', 'x', cursor.slice(0, -2), `${cursor}AA`, `${cursor}=`, ` ${cursor}`]) {
      expect(readCursor(key, scope, other)).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), (text) => readCursor(key, scope, text) === undefined));
  });
});

const anItem = fc.record({ bornAt: fc.nat(5), id: fc.string({ minLength: 1 }) });
const sorted = fc
  .uniqueArray(anItem, { selector: ({ id }) => id, maxLength: 30 })
  .map((items) => items.sort((a, b) => b.bornAt - a.bornAt || (a.id < b.id ? -1 : 1)))
  .map((items) =>
    items.map(({ bornAt, id }) => ({ bornAt, item: { id }, source: {} }) as unknown as VisibleItem),
  );
const idsOf = (items: readonly VisibleItem[]) => items.map(({ item }) => item.id);

it('pages hold each item once, in order, and the last one says that it is the last', () => {
  fc.assert(
    fc.property(sorted, fc.integer({ min: 1, max: 7 }), (visible, limit) => {
      const seen: string[] = [];
      let after: { bornAt: number; id: string } | undefined;
      for (let page = 0; page <= visible.length; page += 1) {
        const { items, end } = pageOf(visible, { after, limit });
        expect(items.length).toBeLessThanOrEqual(limit);
        seen.push(...idsOf(items));
        after = end;
        if (end === undefined) break;
      }
      expect(seen).toEqual(idsOf(visible));
    }),
  );
});

it('a page goes on behind its place when the item there is gone', () => {
  fc.assert(
    fc.property(sorted, fc.nat(29), (visible, at) => {
      const gone = visible[at % Math.max(visible.length, 1)];
      if (gone === undefined) return;
      const rest = visible.filter((each) => each !== gone);
      const { items } = pageOf(rest, { after: { bornAt: gone.bornAt, id: gone.item.id }, limit: 30 });
      expect(idsOf(items)).toEqual(idsOf(visible.slice(visible.indexOf(gone) + 1)));
    }),
  );
});
