import type { ChangesPage } from '@parley/protocol';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../gateway-error.ts';
import { testFacts, testIssue, testLive } from '../../testing/test-facts.ts';
import { type Asking, startTestReadApi, TEST_CARE, type TestWorld } from '../../testing/test-read-api.ts';
import { writeCopyCursor } from './copy-cursor.ts';

const api = await startTestReadApi();
let world: TestWorld;
beforeEach(() => {
  world = api.reset();
});
afterAll(() => api.close());

const ask = (query: Record<string, string> = {}, asking: Asking = {}) =>
  api.read(`/changes?${new URLSearchParams(query)}`, asking);
const page = async (query: Record<string, string> = {}): Promise<ChangesPage> =>
  (await ask(query)).json as unknown as ChangesPage;
/** Nothing in memory is so young that the pod is not asked again. */
const later = () => {
  api.clock.at = new Date(api.clock.at.getTime() + 30_000);
};

describe('the changes since a cursor', () => {
  it('are, without one, all that is approved, each item whole, and written down', async () => {
    const { changes, hasMore, consentVersion } = await page();
    expect(changes.map((change) => change.type === 'upserted' && change.item['title']).sort()).toEqual([
      'title of a',
      'title of b',
    ]);
    const [one] = changes;
    const read = await api.read(`/issues/${one?.id}`);
    expect(one).toEqual({ type: 'upserted', category: 'issues', id: one?.id, item: read.json });
    expect({ hasMore, consentVersion }).toEqual({ hasMore: false, consentVersion: 1 });
    expect(world.intents[0]?.body).toMatchObject({
      kind: 'read',
      outcome: 'disclosed',
      purpose: TEST_CARE,
      category: 'issues',
      fields: ['title', 'state', 'description'],
      itemCount: 2,
    });
  });

  it('are nothing, under the same cursor, where nothing is different, and that is written down too', async () => {
    const { nextCursor } = await page();
    later();
    expect(await page({ cursor: nextCursor })).toEqual({
      changes: [],
      nextCursor,
      hasMore: false,
      consentVersion: 1,
    });
    expect(world.intents[1]?.body).toMatchObject({ kind: 'read', purpose: TEST_CARE, itemCount: 0 });
  });

  it('are nothing where only a hidden field, or an item of others, is different', async () => {
    const { nextCursor } = await page();
    later();
    world.details = { ...world.details, about: 'another router' };
    const [a, ...others] = world.items;
    world.items = [
      { ...(a as typeof a & object), fields: { ...a?.fields, severity: 'low' } },
      ...others,
      testIssue('third', ['other'], '04'),
    ];
    expect(await page({ cursor: nextCursor })).toMatchObject({ changes: [], nextCursor });
  });

  it('A48d tell of an item that was deleted, and of one that was addressed to somebody else, alike', async () => {
    const first = await page();
    later();
    world.items = [testIssue('b', ['other'], '02')];
    const { changes } = await page({ cursor: first.nextCursor });
    expect(changes).toEqual(first.changes.map(({ category, id }) => ({ type: 'removed', category, id })));
    expect(world.intents[1]?.body).toMatchObject({ category: 'issues', itemCount: 0 });
  });

  it('come in pages that can be asked for again, with the cursor of before', async () => {
    const one = await page({ limit: '1' });
    const again = await page({ limit: '1' });
    expect(again).toEqual(one);
    const two = await page({ limit: '1', cursor: one.nextCursor });
    expect([one.hasMore, two.hasMore]).toEqual([true, false]);
    expect(await page({ limit: '1', cursor: one.nextCursor })).toEqual(two);
    expect([...one.changes, ...two.changes]).toEqual((await page()).changes);
  });

  it('never say that an item is gone whose document cannot be parsed, and go on with the others', async () => {
    const { nextCursor } = await page();
    later();
    world.detailsOf = (id) => (id === 'a' ? 'rejected' : { description: 'it works' });
    const { changes, hasMore } = await page({ cursor: nextCursor });
    expect(changes).toMatchObject([{ type: 'upserted', item: { description: 'it works' } }]);
    expect(hasMore).toBe(false);
  });

  it('end, a hundred documents at a time, also where there are many', async () => {
    world.items = Array.from({ length: 230 }, (_, index) => testIssue(`i${index}`, ['acme'], '01'));
    let { nextCursor, hasMore } = await page({ limit: '200' });
    const seen = [hasMore];
    for (; hasMore && seen.length < 9; seen.push(hasMore))
      ({ nextCursor, hasMore } = await page({ limit: '200', cursor: nextCursor }));
    expect(seen).toEqual([true, true, false]);
    world.log = [];
    expect((await page({ cursor: nextCursor })).changes).toEqual([]);
    later();
    world.log = [];
    const scanned = await page({ cursor: nextCursor });
    expect(scanned).toMatchObject({ changes: [], hasMore: true });
    expect(world.log.filter((what) => what === 'pod item').length).toBeLessThan(120);
  });
});

describe('a cursor of changes', () => {
  const scope = { vendorId: testFacts.vendorId, consentId: testFacts.consentId, purpose: TEST_CARE };
  const key = Buffer.alloc(32, 3);
  it.each<[string, (cursor: string) => string]>([
    ['altered', (cursor) => `${cursor.startsWith('A') ? 'B' : 'A'}${cursor.slice(1)}`],
    ['cut', (cursor) => cursor.slice(0, -4)],
    [
      'of another vendor',
      () => writeCopyCursor(key, { ...scope, vendorId: 'https://other.example' }, { copy: 'x' }),
    ],
    ['of another consent', () => writeCopyCursor(key, { ...scope, consentId: 'consent_2' }, { copy: 'x' })],
    [
      'of another purpose',
      () => writeCopyCursor(key, { ...scope, purpose: 'https://w3id.org/dpv#Marketing' }, { copy: 'x' }),
    ],
    ['of a key that is not ours', () => writeCopyCursor(Buffer.alloc(32, 9), scope, { copy: 'x' })],
    ['of a list', () => 'nonsense'],
  ])('A61d that is %s is refused like any other', async (_what, change) => {
    const { nextCursor } = await page();
    const { status, json } = await ask({ cursor: change(nextCursor) });
    expect([status, json.code]).toEqual([400, 'invalid_cursor']);
  });

  it('of a copy that is kept no longer has a code of its own', async () => {
    const { status, json } = await ask({ cursor: writeCopyCursor(key, scope, { copy: 'x' }) });
    expect([status, json.code]).toEqual([410, 'cursor_expired']);
  });

  it('that is the last but one still holds, and an older one does not', async () => {
    const cursors: string[] = [];
    for (const title of ['one', 'two', 'three']) {
      world.items = [{ ...testIssue('a', ['acme'], '01'), fields: { title, state: 'open' } }];
      const cursor = cursors.at(-1);
      cursors.push((await page(cursor === undefined ? {} : { cursor })).nextCursor);
      later();
    }
    const statuses = await Promise.all(cursors.map(async (cursor) => (await ask({ cursor })).status));
    expect(statuses).toEqual([410, 200, 200]);
  });
});

describe('what is not answered', () => {
  it('A47g while the consent is paused, with a cursor or under a condition', async () => {
    const { nextCursor } = await page();
    const { headers } = await ask({ cursor: nextCursor });
    world.live = () => ({ ...testLive, status: 'paused' });
    for (const asking of [{}, { headers: { 'if-none-match': headers['etag'] ?? '*' } }]) {
      world.isWarm = false;
      world.disclosures = [{ disclosed: false, reason: 'consent_paused', consentStatus: 'paused' }];
      const { status, json } = await ask({ cursor: nextCursor }, asking);
      expect([status, json.code]).toEqual([403, 'consent_paused']);
    }
  });

  it('keeps no copy where it could not be written down', async () => {
    world.disclosures = [{ disclosed: false, reason: 'read_limit', retryAfterSeconds: 5 }];
    expect((await ask()).status).toBe(429);
    expect((await page()).changes).toHaveLength(2);
  });

  it.each<[string, string, Asking, number, string]>([
    [
      'a purpose that the consent does not have',
      '',
      { purpose: 'https://w3id.org/dpv#Marketing' },
      403,
      'insufficient_authorization',
    ],
    ['no purpose', '', { purpose: null }, 403, 'insufficient_authorization'],
    ['another form than JSON', '', { headers: { accept: 'text/turtle' } }, 406, 'not_acceptable'],
    ['another method', '', { method: 'POST' }, 405, 'method_not_allowed'],
    ['a limit beyond what there is', '?limit=201', {}, 400, 'invalid_request'],
    ['two cursors', '?cursor=a&cursor=b', {}, 400, 'invalid_request'],
  ])('%s', async (_what, query, asking, status, code) => {
    const answer = await api.read(`/changes${query}`, asking);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  it('anything while the pod is away', async () => {
    world.podFault = new GatewayError('temporarily_unavailable', 'away');
    const { status, json } = await ask();
    expect([status, json.code]).toEqual([503, 'temporarily_unavailable']);
    expect(world.intents).toEqual([]);
  });
});
