import { categories } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { testFacts, testIssue } from '../testing/test-facts.ts';
import { TEST_AUDIENCE, testEntry } from '../testing/test-vendor.ts';
import { createMirror } from './mirror.ts';
import { type PreviewQuery, previewReads, type ToPreview } from './preview-read.ts';

const at = new Date('2026-11-22T12:00:00Z');
const MARKETING = 'https://w3id.org/dpv#DirectMarketing';
let podReads: string[];
beforeEach(() => {
  podReads = [];
});

const answer = async <T>(what: string, content: T) => {
  podReads.push(what);
  return { status: 'read' as const, content, weight: 1 };
};
const options = () => ({
  represent: () => '',
  mirror: createMirror({
    now: () => at,
    pods: {
      list: (_place, { name }) =>
        answer(
          name,
          name === 'issues' ? [testIssue('a', ['acme'], '01'), testIssue('b', ['other'], '02')] : [],
        ),
      opened: async () => ({ status: 'absent' }),
      vendors: () =>
        answer('vendors', [{ id: 'acme', name: 'Acme', clientId: testFacts.vendorId, circles: [] }]),
      item: () => answer('item', { description: 'it broke', about: 'router' }),
    },
  }),
  now: () => at,
  itemKey: Buffer.alloc(32, 2),
  cursorKey: Buffer.alloc(32, 3),
  audience: TEST_AUDIENCE,
  categories,
});
const preview = (query: Partial<PreviewQuery> = {}, changes: Partial<ToPreview> = {}) => {
  const details = [testEntry(), testEntry({ purpose: MARKETING, datatypes: ['issues'], fields: onlyTitles })];
  const signal = AbortSignal.timeout(1_000);
  const whole = { consent: testFacts, details, askedAt: at, at, signal, query: { search: '', ...query } };
  return previewReads({ ...whole, ...changes }, options());
};
const onlyTitles = { issues: { required: ['title'], optional: [] } };

describe('a preview', () => {
  it('has a part for each purpose and category, each with its own fields', async () => {
    const parts = await preview();
    expect(
      parts.map(({ purpose, category, fields, items }) => [
        purpose.slice(21),
        category,
        fields,
        items.length,
      ]),
    ).toEqual([
      ['CustomerCare', 'preferences', ['topic', 'statement', 'strength'], 0],
      ['CustomerCare', 'issues', ['title', 'state'], 1],
      ['DirectMarketing', 'issues', ['title'], 1],
    ]);
    expect(parts[2]?.items).toEqual([{ id: parts[1]?.items[0]?.id, title: 'title of a' }]);
  });

  it('shows all of an item that the vendor may see, and no other', async () => {
    const [list] = await preview({ category: 'issues' });
    const parts = await preview({ category: 'issues', item: String(list?.items[0]?.id) });
    expect(parts.map(({ items }) => items)).toEqual([
      [{ id: expect.any(String), title: 'title of a', state: 'open', description: 'it broke' }],
      [{ id: expect.any(String), title: 'title of a' }],
    ]);
    await expect(preview({ category: 'issues', item: 'item_x' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it.each([
    ['whose time is over', { access: { until: '2026-11-22T12:00:00Z' } }],
    ['that may not be read', { actions: ['subscribe' as const] }],
    ['of another gateway', { locations: ['https://other.example/v1'] }],
  ])('shows nothing of an entry %s, and asks no pod', async (_what, changes) => {
    expect(await preview({}, { details: [testEntry(changes)] })).toEqual([]);
    expect(podReads).toEqual([]);
  });

  it('counts lookback from the asking', async () => {
    const access = { until: '2027-02-22T00:00:00Z', lookback: 'P30D' };
    const of = (askedAt: string) =>
      preview({ category: 'issues' }, { details: [testEntry({ access })], askedAt: new Date(askedAt) });
    expect((await of('2026-11-30T00:00:00Z'))[0]?.items).toHaveLength(1);
    expect((await of('2026-12-02T00:00:00Z'))[0]?.items).toHaveLength(0);
  });

  it('takes a cursor for one purpose and category only', async () => {
    await expect(preview({ search: 'cursor=AAAA' })).rejects.toMatchObject({ code: 'invalid_request' });
    const one = { purpose: MARKETING, category: 'issues', search: 'cursor=AAAA' };
    await expect(preview(one)).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});
