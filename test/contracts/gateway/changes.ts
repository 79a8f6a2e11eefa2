import type { ChangesPage, ItemChange } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import {
  byRefreshToken,
  CARE,
  type GatewayWorld,
  given,
  type Held,
  type Reading,
  read,
} from './gateway-world.ts';
import { expectProblem } from './reads.ts';

/** The copy that a vendor keeps: what is different since a cursor. */
export function changesContract(world: () => GatewayWorld): void {
  const ask = (held: Held, query: Record<string, string> = {}, reading: Reading = {}) =>
    read(held, `/changes?${new URLSearchParams(query)}`, reading);
  const page = async (held: Held, query: Record<string, string> = {}): Promise<ChangesPage> => {
    const { status, body } = await ask(held, query);
    expect(status).toBe(200);
    return body as unknown as ChangesPage;
  };
  /** All pages from a cursor on. */
  const sync = async (held: Held, from?: string, limit = '200') => {
    const changes: ItemChange[] = [];
    const cursors = from === undefined ? [] : [from];
    for (;;) {
      const cursor = cursors.at(-1);
      const next = await page(held, { limit, ...(cursor !== undefined && { cursor }) });
      changes.push(...next.changes);
      cursors.push(next.nextCursor);
      if (!next.hasMore) return { changes, cursors, cursor: next.nextCursor };
    }
  };

  describe('changes', () => {
    it('since nothing are all that is approved, each item as it is read alone, a category a page', async () => {
      const held = await given(world());
      const { changes } = await sync(held);
      expect(changes.map(({ category }) => category)).toEqual(['issues', 'issues', 'issues', 'preferences']);
      for (const change of changes.slice(0, 3)) {
        const { body } = await read(held, `/issues/${change.id}`);
        expect(change).toEqual({ type: 'upserted', category: 'issues', id: change.id, item: body });
      }
      const first = await page(held);
      expect([first.hasMore, first.consentVersion, first.changes.length]).toEqual([true, 1, 3]);
    });

    it('since all is told are none, under the same cursor', async () => {
      const held = await given(world());
      const { cursor } = await sync(held);
      expect(await page(held, { cursor })).toEqual({
        changes: [],
        nextCursor: cursor,
        hasMore: false,
        consentVersion: 1,
      });
    });

    it('come in pages, each of which can be asked for again until the one behind the next', async () => {
      const held = await given(world());
      const one = await page(held, { limit: '1' });
      expect(await page(held, { limit: '1' })).toEqual(one);
      const two = await page(held, { limit: '1', cursor: one.nextCursor });
      const rest = await sync(held, two.nextCursor, '1');
      expect([...one.changes, ...two.changes, ...rest.changes]).toEqual((await sync(held)).changes);
      expectProblem(await ask(held, { cursor: one.nextCursor }), 'cursor_expired');
    });

    it('after a narrowing take away what is no longer approved, under the cursor of before', async () => {
      const held = await given(world());
      const { changes, cursor } = await sync(held);
      await world().narrow(held.id, ['title', 'state', 'createdAt']);
      const { body } = await byRefreshToken(held);
      const narrowed = { ...held, accessToken: String(body['access_token']) };
      const after = await sync(narrowed, cursor);
      expect(after.changes).toEqual(
        changes.map((change): ItemChange => {
          if (change.type === 'removed' || change.category !== 'issues')
            return { type: 'removed', category: change.category, id: change.id };
          const { description: _, ...item } = change.item;
          return { ...change, item };
        }),
      );
      expect((await page(narrowed, { cursor: after.cursor })).consentVersion).toBe(2);
    });

    it('are told to no other consent, and under no altered cursor', async () => {
      const [held, other] = [await given(world()), await given(world())];
      const { cursor } = await sync(held);
      const altered = `${cursor.startsWith('A') ? 'B' : 'A'}${cursor.slice(1)}`;
      for (const [by, used] of [
        [other, cursor],
        [held, altered],
        [held, `${cursor}x`],
        [held, ''],
      ] as const)
        expectProblem(await ask(by, { cursor: used }), 'invalid_cursor');
    });

    it('A47g are not told while the consent is paused', async () => {
      const held = await given(world());
      const { cursor } = await sync(held);
      await world().pause(held.id);
      expectProblem(await ask(held, { cursor }, { headers: { 'if-none-match': '*' } }), 'consent_paused', {
        consent_status: 'paused',
      });
      await world().resume(held.id);
      expect((await page(held, { cursor })).changes).toEqual([]);
    });

    it('count against the daily limit, page by page', async () => {
      const access = { until: new Date(Date.now() + 86_400_000).toISOString(), maxReadsPerDay: 1 };
      const held = await given(world(), { access });
      const { nextCursor } = await page(held);
      expect((await ask(held, { cursor: nextCursor })).status).toBe(429);
    });

    it.each<[string, string, Parameters<typeof expectProblem>[1], Reading]>([
      [
        'with another purpose',
        '',
        'insufficient_authorization',
        { purpose: 'https://w3id.org/dpv#Marketing' },
      ],
      ['with two purposes', '', 'insufficient_authorization', { purpose: `${CARE}, ${CARE}` }],
      ['in another form', '', 'not_acceptable', { headers: { accept: 'text/turtle' } }],
      ['with two cursors', '?cursor=a&cursor=b', 'invalid_request', {}],
      ['without a limit that there is', '?limit=0', 'invalid_request', {}],
    ])('%s are not told', async (_what, query, code, reading) => {
      expectProblem(await read(await given(world()), `/changes${query}`, reading), code);
    });
  });
}
