import type { DataItem } from '@parley/protocol';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testFacts, testIssue, testLive } from '../testing/test-facts.ts';
import { startTestReadApi, TEST_CARE, TEST_ITEM_KEY, type TestWorld } from '../testing/test-read-api.ts';
import { createOpaqueIds } from './opaque-ids.ts';

const api = await startTestReadApi();
let world: TestWorld;
beforeEach(() => {
  world = api.reset();
});
afterAll(() => api.close());

describe('an approved read', () => {
  it('answers exactly what was approved, after it was written down', async () => {
    const { status, headers, json } = await api.read('/issues');
    expect(status).toBe(200);
    expect(json).toEqual({
      items: [
        { id: expect.stringMatching(/^item_/), title: 'title of a', state: 'open' },
        { id: expect.stringMatching(/^item_/), title: 'title of b', state: 'open' },
      ].sort(() => (json.items[0]?.['title'] === 'title of a' ? 1 : -1)),
    });
    expect(world.log).toEqual(['state', 'confirm', 'pod list', 'pod vendors', 'disclose']);
    expect(world.intents[0]).toMatchObject({
      consentId: testFacts.consentId,
      version: 1,
      purpose: TEST_CARE,
      issuedAt: api.clock.at,
      body: {
        kind: 'read',
        outcome: 'disclosed',
        vendorId: testFacts.vendorId,
        category: 'issues',
        fields: ['title', 'state'],
        itemCount: 2,
        requestId: headers['parley-request-id'],
      },
    });
    expect(headers).toMatchObject({
      'cache-control': 'private, no-store',
      vary: 'Authorization, DPoP, parley-purpose, parley-client-assertion, Accept',
      'dpop-nonce': api.currentNonce(),
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it('that is warm asks neither the pod nor anything of the database but to write it down', async () => {
    await api.read('/issues');
    Object.assign(world, { isWarm: true, log: [] });
    const [first, second] = [await api.read('/issues'), await api.read('/issues')];
    expect(world.log).toEqual(['disclose', 'disclose']);
    expect(second.text).toBe(first.text);
  });

  it('is made anew when an item ceases to be valid, without asking the pod', async () => {
    const [a] = world.items as [DataItem];
    const validUntil = new Date(api.clock.at.getTime() + 5_000).toISOString();
    world.items = [{ ...a, fields: { ...a.fields, validUntil } }];
    expect((await api.read('/issues')).json.items).toHaveLength(1);
    Object.assign(world, { isWarm: true, log: [] });
    api.clock.at = new Date(validUntil);
    expect((await api.read('/issues')).json.items).toEqual([]);
    expect(world.log).toEqual(['disclose']);
  });

  it('is made anew when the owner changed a document', async () => {
    await api.read('/issues');
    world.items = [];
    api.clock.at = new Date(api.clock.at.getTime() + 28_000);
    expect((await api.read('/issues')).json.items).toEqual([]);
  });

  it('of one item holds its own fields too', async () => {
    const { json } = await api.read('/issues');
    const id = json.items.find(({ title }) => title === 'title of a')?.['id'];
    const { json: one } = await api.read(`/issues/${id}`);
    expect(one).toEqual({ id, title: 'title of a', state: 'open', description: 'it broke' });
    expect(world.intents[1]?.body).toMatchObject({ fields: ['title', 'state', 'description'], itemCount: 1 });
  });

  it('takes a detail that another app keeps in the list for the item alone, and its own document’s word first', async () => {
    const [issue] = world.items;
    if (issue === undefined) throw new Error('there is no issue');
    world.items = [{ ...issue, fields: { ...issue.fields, description: 'from the list' } }];
    const read = async () => {
      const { json } = await api.read('/issues');
      expect(json.items[0]).not.toHaveProperty('description');
      return (await api.read(`/issues/${json.items[0]?.['id']}`)).json['description'];
    };
    expect(await read()).toBe('it broke');
    world.details = {};
    api.clock.at = new Date(api.clock.at.getTime() + 28_000);
    expect(await read()).toBe('from the list');
  });

  it('that is unchanged is 304 without a body, and written down all the same', async () => {
    const { headers } = await api.read('/issues');
    const again = await api.read('/issues', { headers: { 'if-none-match': `"x", W/${headers['etag']}` } });
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', headers['etag']]);
    expect(world.intents).toHaveLength(2);
  });

  it('A49d changes its ETag with what the vendor may see, and not with what it may not', async () => {
    const etagNow = async () => {
      api.clock.at = new Date(api.clock.at.getTime() + 60_000);
      return (await api.read('/issues')).headers['etag'];
    };
    const before = await etagNow();
    const [a, b, secret] = world.items as [DataItem, DataItem, DataItem];
    world.items = [
      { ...a, fields: { ...a.fields, severity: 'low', createdAt: '2026-11-20T00:00:00Z' } },
      b,
      { ...secret, fields: {} },
      testIssue('another', ['other'], '05'),
    ];
    expect(await etagNow()).toBe(before);
    world.items = [{ ...a, fields: { ...a.fields, state: 'closed' } }, b, secret];
    expect(await etagNow()).not.toBe(before);
  });

  it('A61d comes in pages, each written down, and each cursor for its own query only', async () => {
    const first = await api.read('/issues?limit=1');
    const cursor = first.json.nextCursor;
    const second = await api.read(`/issues?limit=1&cursor=${cursor}`);
    expect([...first.json.items, ...second.json.items].map(({ title }) => title).sort()).toEqual([
      'title of a',
      'title of b',
    ]);
    expect(second.json.nextCursor).toBeUndefined();
    expect(world.intents).toHaveLength(2);
    for (const search of [`cursor=${cursor}x`, `cursor=${cursor}&fields=title`, 'cursor=', 'cursor=AAAA']) {
      expect((await api.read(`/issues?${search}`)).json.code).toBe('invalid_cursor');
    }
    expect(world.intents).toHaveLength(2);
  });
});

describe('what another vendor was told', () => {
  it('A48a, A49g is the same 404, byte for byte, as what never existed, and is counted', async () => {
    const hiddenId = createOpaqueIds({ ...testFacts, key: TEST_ITEM_KEY, category: 'issues' }).item('secret');
    const answers = await Promise.all(
      [hiddenId, 'item_AAAAAAAAAAAAAAAAAAAAAA', 'x'].map((id) => api.read(`/issues/${id}`)),
    );
    const comparable = answers.map(({ status, headers, json }) => {
      const { 'parley-request-id': _, date: __, ...rest } = headers;
      return { status, headers: rest, json: { ...json, instance: '' } };
    });
    expect(comparable[0]).toMatchObject({ status: 404, json: { code: 'not_found' } });
    expect(comparable[1]).toEqual(comparable[0]);
    expect(comparable[2]).toEqual(comparable[0]);
    const all = world.log;
    expect(all.filter((each) => each === 'refused not_found owner_1')).toHaveLength(3);
    // The same work for each: the list is looked at once, no document of an item is.
    expect(all.filter((each) => each.startsWith('pod '))).toEqual(['pod list', 'pod vendors']);
    expect(world.intents).toEqual([]);
  });
});

describe('GET /v1/consent', () => {
  it('says where the vendor stands, also while paused, and is no disclosure', async () => {
    for (const status of ['given', 'paused'] as const) {
      world.live = () => ({ ...testLive, status });
      expect((await api.read('/consent', { purpose: null })).json).toEqual({
        consent_id: testFacts.consentId,
        consent_version: 1,
        status,
        until: '2027-02-22T00:00:00.000Z',
        authorization_details: testFacts.details,
        receipt: 'a.b.c',
      });
    }
    expect(world.intents).toEqual([]);
  });

  it('says of one that has ended only that', async () => {
    world.live = () => ({ ...testLive, status: 'withdrawn' });
    const { status, json } = await api.read('/consent');
    expect([status, json.code, json['consent_status'], json['receipt']]).toEqual([
      401,
      'invalid_token',
      'withdrawn',
      undefined,
    ]);
  });

  it('says nothing to who has no token', async () => {
    const response = await fetch(`${api.base}/v1/consent`);
    expect([response.status, world.log]).toEqual([401, []]);
  });

  it("says nothing of another vendor's", async () => {
    world.live = () => ({ ...testLive, vendorId: 'https://other.example/client', status: 'withdrawn' });
    const { json } = await api.read('/consent');
    expect(json).toMatchObject({ code: 'invalid_token' });
    expect(json).not.toHaveProperty('consent_status');
  });
});
