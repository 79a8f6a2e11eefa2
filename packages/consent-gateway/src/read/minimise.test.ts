import { categories, type DataCategory, type DataItem, isId, type KnownVendor } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadDecision } from './authorize-read.ts';
import { minimise, type ToMinimise } from './minimise.ts';
import { createOpaqueIds } from './opaque-ids.ts';

const issues = categories.get('issues') as DataCategory;
const preferences = categories.get('preferences') as DataCategory;
const VENDOR = 'https://acme.example/client';
const now = new Date('2026-11-22T12:00:00Z');
const vendors: readonly KnownVendor[] = [
  { id: 'acme', name: 'Acme', clientId: VENDOR, circles: ['shops'] },
  { id: 'other', name: 'Other', clientId: 'https://other.example/client', circles: ['banks'] },
  { id: 'unknown', name: 'No client id yet', circles: ['banks'] },
];
const idsOf = (vendorId: string, ownerId = 'owner_1') =>
  createOpaqueIds({ key: Buffer.alloc(32, 1), vendorId, ownerId, category: 'issues' });

const issue = (id: string, changes: Partial<DataItem> = {}, fields: DataItem['fields'] = {}): DataItem => ({
  id,
  audience: ['acme'],
  fields: {
    title: `title ${id}`,
    state: 'open',
    kind: 'fault',
    createdAt: '2026-11-01T00:00:00Z',
    ...fields,
  },
  ...changes,
});

const decisionFor = (
  category: DataCategory,
  fields: readonly string[],
  changes: Partial<ReadDecision> = {},
): ReadDecision => ({
  purpose: 'https://w3id.org/dpv#CustomerCare',
  category,
  fields,
  filter: {},
  ...changes,
});

function visible(items: readonly DataItem[], changes: Partial<ToMinimise> = {}) {
  const decision = changes.decision ?? decisionFor(issues, ['title', 'state']);
  const query = {
    fields: decision.fields,
    filter: decision.category === issues ? { addressee: 'anyone' as const } : {},
  };
  return minimise({ items, vendors, vendorId: VENDOR, decision, query, ids: idsOf(VENDOR), now, ...changes });
}
const titles = (...input: Parameters<typeof visible>) =>
  visible(...input).visible.map(({ item }) => item['title']);

describe('the audience', () => {
  it.each([
    ['everyone', 'everyone', true],
    ['the vendor', ['acme'], true],
    ['a circle it is in', ['shops'], true],
    ['it among others', ['other', 'acme'], true],
    ['another vendor', ['other'], false],
    ['a circle it is not in', ['banks'], false],
    ['a name that nobody has', ['nobody'], false],
    ['nobody', [], false],
  ] as const)('an item for %s', (_name, audience, isThere) => {
    expect(visible([issue('a', { audience })]).visible).toHaveLength(isThere ? 1 : 0);
  });

  it('is matched by the exact client id, never by an entry that has none', () => {
    for (const vendorId of ['https://ACME.example/client', 'https://acme.example/', '', 'undefined']) {
      expect(visible([issue('a'), issue('b', { audience: ['banks'] })], { vendorId }).visible).toEqual([]);
    }
  });

  it('is anybody only where that was approved in so many words and the vendor does not narrow it', () => {
    const items = [issue('a'), issue('b', { audience: ['other'] }), issue('c', { audience: [] })];
    const decision = decisionFor(issues, ['title'], { filter: { addressee: 'anyone' } });
    expect(titles(items, { decision }).sort()).toEqual(['title a', 'title b', 'title c']);
    const query = { fields: ['title'], filter: { addressee: 'requester' as const } };
    expect(titles(items, { decision, query })).toEqual(['title a']);
    expect(titles(items, { query: { ...query, filter: { addressee: 'anyone' } } })).toEqual(['title a']);
  });

  it('of a preference cannot be widened by a filter that the category does not have', () => {
    const item = {
      id: 'p',
      audience: ['other'],
      fields: { topic: 'delivery', statement: 's', modifiedAt: '2026-11-01T00:00:00Z' },
    };
    const decision = decisionFor(preferences, ['topic'], { filter: { addressee: 'anyone' } });
    expect(
      visible([item], { decision, query: { fields: ['topic'], filter: { addressee: 'anyone' } } }).visible,
    ).toEqual([]);
  });
});

describe('filters, age and validity', () => {
  it('shows only items with an approved value, also of a field that is hidden', () => {
    const items = [issue('a'), issue('b', {}, { state: 'closed' }), issue('c', {}, { kind: 'return' })];
    const decision = decisionFor(issues, ['title'], { filter: { states: ['open'], kinds: ['fault'] } });
    expect(titles(items, { decision })).toEqual(['title a']);
  });

  it('narrows by the query and never widens', () => {
    const items = [issue('a'), issue('b', {}, { state: 'closed' })];
    const decision = decisionFor(issues, ['title', 'state'], { filter: { states: ['open'] } });
    const asked = (states: string[]) => ({
      fields: ['title'],
      filter: { states, addressee: 'anyone' as const },
    });
    expect(titles(items, { decision, query: asked(['closed']) })).toEqual([]);
    expect(titles(items, { decision, query: asked(['closed', 'open']) })).toEqual(['title a']);
  });

  it('lets nothing pass a filter that nobody declared', () => {
    for (const name of ['unknown', 'toString', '__proto__']) {
      const filter = Object.fromEntries([[name, ['x']]]);
      expect(titles([issue('a')], { decision: decisionFor(issues, ['title'], { filter }) })).toEqual([]);
    }
  });

  it('leaves out what is older than the lookback, by the newest of its instants', () => {
    const oldest = new Date('2026-11-01T00:00:00Z');
    const items = [
      issue('at the edge'),
      issue('before', {}, { createdAt: '2026-10-31T23:59:59Z' }),
      issue('changed since', {}, { createdAt: '2026-01-01T00:00:00Z', modifiedAt: '2026-11-02T00:00:00Z' }),
      { id: 'ageless', audience: ['acme'], fields: { title: 'title ageless' } },
    ];
    const decision = decisionFor(issues, ['title'], { oldest });
    expect(titles(items, { decision }).sort()).toEqual(['title at the edge', 'title changed since']);
  });

  it('shows a preference from its beginning until its end, and says when that changes', () => {
    const preference = (id: string, fields: DataItem['fields']): DataItem => ({
      id,
      audience: 'everyone',
      fields: { topic: id, statement: 's', modifiedAt: '2026-11-01T00:00:00Z', ...fields },
    });
    const items = [
      preference('begun', { validFrom: now.toISOString() }),
      preference('to come', { validFrom: '2026-11-22T12:00:01Z' }),
      preference('over', { validUntil: now.toISOString() }),
      preference('not over', { validUntil: '2026-11-22T12:00:05Z' }),
    ];
    const decision = decisionFor(preferences, ['topic']);
    const result = visible(items, { decision });
    expect(result.visible.map(({ item }) => item['topic']).sort()).toEqual(['begun', 'not over']);
    expect(result.standsUntil).toBe(Date.parse('2026-11-22T12:00:01Z'));
  });

  it('does not tell by its lifetime when an item of another vendor changes', () => {
    const hidden = issue('a', { audience: ['other'] }, { validFrom: '2026-11-22T12:00:01Z' });
    expect(visible([hidden]).standsUntil).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('fields and ids', () => {
  it('holds approved fields that exist, in the order of the category, and no trace of others', () => {
    const {
      visible: [only],
    } = visible([issue('a', {}, { severity: 'high' })], {
      decision: decisionFor(issues, ['title', 'state', 'severity', 'modifiedAt']),
    });
    expect(Object.keys(only!.item)).toEqual(['id', 'title', 'state', 'severity']);
  });

  it('gives messages ids of the vendor, and nothing of the pod', () => {
    const message = {
      id: 'Msg1',
      content: 'hello',
      createdAt: '2026-11-01T00:00:00Z',
      from: 'owner',
      maker: 'https://ann.example/#me',
    } as const;
    const {
      visible: [only],
    } = visible([issue('a', {}, { messages: [message] })], { decision: decisionFor(issues, ['messages']) });
    const [seen] = only!.item['messages'] as { id: string }[];
    expect(seen).toEqual({
      id: expect.any(String),
      content: 'hello',
      createdAt: '2026-11-01T00:00:00Z',
      from: 'owner',
    });
    expect(isId('item', seen!.id)).toBe(true);
  });

  it('A68a gives every vendor and every owner other ids for one item, and the same one each time', () => {
    const all = [idsOf(VENDOR), idsOf('https://other.example/client'), idsOf(VENDOR, 'owner_2')].flatMap(
      (ids) => [ids.item('a'), ids.item('b'), ids.message('a', 'b')],
    );
    expect(new Set(all).size).toBe(9);
    expect(idsOf(VENDOR).item('a')).toBe(all[0]);
  });

  it('is in an order that tells only what the vendor may see', () => {
    const items = ['a', 'b', 'c', 'd', 'e'].map((id, at) =>
      issue(id, {}, { createdAt: `2026-11-0${at + 1}T00:00:00Z` }),
    );
    const byAge = decisionFor(issues, ['title', 'createdAt']);
    expect(titles(items, { decision: byAge })).toEqual([
      'title e',
      'title d',
      'title c',
      'title b',
      'title a',
    ]);
    const hidden = visible(items).visible.map(({ item }) => item.id);
    expect(hidden).toEqual([...hidden].sort());
  });
});

describe('for any items, consent and query', () => {
  const states = Object.keys(issues.fields['state']?.values ?? {});
  const fieldNames = Object.keys(issues.fields);
  const anItem = fc.record({
    id: fc.string({ minLength: 1 }),
    audience: fc.oneof(
      fc.constant('everyone' as const),
      fc.subarray(['acme', 'shops', 'other', 'banks', 'nobody']),
    ),
    fields: fc.record(
      {
        title: fc.string(),
        state: fc.constantFrom(...states),
        createdAt: fc
          .integer({ min: 1, max: 28 })
          .map((day) => `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`),
        description: fc.string(),
        validUntil: fc.constantFrom('2026-11-22T11:59:59Z', '2026-11-22T12:00:01Z'),
      },
      { requiredKeys: ['title'] },
    ),
  });
  const aFilter = fc.record(
    {
      states: fc.subarray(states, { minLength: 1 }),
      addressee: fc.constantFrom('requester' as const, 'anyone' as const),
    },
    { requiredKeys: [] },
  );
  const input = fc.record({
    items: fc.uniqueArray(anItem, { selector: ({ id }) => id, maxLength: 12 }),
    approved: fc.subarray(fieldNames),
    asked: fc.subarray(fieldNames),
    filter: aFilter,
    narrowing: aFilter,
    oldest: fc.option(fc.constant(new Date('2026-11-10T00:00:00Z')), { nil: undefined }),
  });

  it('never shows more than fields, filters, audience, age and validity allow, and all that they do', () => {
    fc.assert(
      fc.property(input, ({ items, approved, asked, filter, narrowing, oldest }) => {
        const decision = decisionFor(issues, approved, {
          filter: filter as never,
          ...(oldest === undefined ? {} : { oldest }),
        });
        const fields = asked.filter((name) => approved.includes(name));
        const result = visible(items as DataItem[], {
          decision,
          query: { fields, filter: narrowing as never },
        });
        const shown = new Set(result.visible.map(({ source }) => source.id));
        for (const item of items) {
          const mine =
            item.audience === 'everyone' || item.audience.some((name) => name === 'acme' || name === 'shops');
          const all = filter.addressee === 'anyone' && narrowing.addressee === 'anyone';
          const inFilters = [filter, narrowing].every(
            ({ states: some }) =>
              some === undefined || (item.fields.state !== undefined && some.includes(item.fields.state)),
          );
          const isYoung = oldest === undefined || Date.parse(item.fields.createdAt ?? '') >= oldest.getTime();
          const isValid = item.fields.validUntil !== '2026-11-22T11:59:59Z';
          expect(shown.has(item.id)).toBe((mine || all) && inFilters && isYoung && isValid);
        }
        for (const { item, source } of result.visible) {
          expect(
            Object.keys(item)
              .filter((name) => name !== 'id')
              .every((name) => fields.includes(name)),
          ).toBe(true);
          for (const name of fields.filter((each) => each in source.fields))
            expect(item[name]).toEqual(source.fields[name]);
          expect(isId('item', item.id)).toBe(true);
        }
      }),
    );
  });

  it('A49a, A49d what is hidden changes neither the result nor its order', () => {
    fc.assert(
      fc.property(input, fc.func(fc.string()), ({ items, approved, filter }, other) => {
        const decision = decisionFor(
          issues,
          approved.filter((name) => name !== 'description'),
          { filter: filter as never },
        );
        const changed = items.map((item) => ({
          ...item,
          fields: { ...item.fields, description: other(item.id) },
        }));
        const show = (some: unknown) =>
          visible(some as DataItem[], { decision }).visible.map(({ item }) => item);
        expect(show(changed)).toEqual(show(items));
      }),
    );
  });
});
