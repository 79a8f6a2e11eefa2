import { describe, expect, it, vi } from 'vitest';
import { type CopyStore, createMemoryCopy, type DeletionDue, type ItemChange } from '../../index.ts';
import {
  CARE,
  CONSENT_ID,
  type Connected,
  connect,
  GATEWAY,
  obtainConsent,
  problem,
} from '../../test-support/connect.ts';
import type { Consent } from '../consent.ts';

const issue = (id: string, title = id) => ({
  id: `item_${id}`,
  title,
  state: 'open',
  description: `of ${title}`,
});
const FIRST = { issues: [issue('a'), issue('b')], preferences: [{ id: 'item_p', topic: 'contact' }] };

interface Given extends Connected {
  readonly consent: Consent;
  readonly onDeletion: ReturnType<typeof deleteAll>;
}

const deleteAll = () =>
  vi.fn(async ({ categories }: DeletionDue) =>
    categories.map((category) => ({ category, outcome: 'deleted' as const })),
  );

async function given(): Promise<Given> {
  const onDeletion = deleteAll();
  const connected = await connect({ onDeletion });
  connected.state.data = FIRST;
  return { ...connected, onDeletion, consent: await obtainConsent(connected) };
}

const sync = (consent: Consent, store: CopyStore) => consent.sync({ purpose: CARE, store });
const idsIn = async (store: CopyStore) => (await store.items()).map(({ id }) => id).sort();

describe('a sync', () => {
  it('fills an empty copy, and later moves only what differs', async () => {
    const { consent, gateway } = await given();
    const copy = createMemoryCopy();
    expect(await sync(consent, copy)).toEqual({ upserted: 3, removed: 0, consentVersion: 1 });
    expect(copy.get('issues', 'item_a')).toEqual(issue('a'));
    expect(copy.list('preferences')).toEqual(FIRST.preferences);
    gateway.owner.write({ issues: [issue('a', 'other'), issue('c')], preferences: FIRST.preferences });
    expect(await sync(consent, copy)).toEqual({ upserted: 2, removed: 1, consentVersion: 1 });
    expect(await idsIn(copy)).toEqual(['item_a', 'item_c', 'item_p']);
    expect(copy.get('issues', 'item_a')?.title).toBe('other');
  });

  it('that finds nothing different writes nothing, and asks once', async () => {
    const { consent, gateway } = await given();
    const copy = createMemoryCopy();
    await sync(consent, copy);
    const apply = vi.spyOn(copy, 'apply');
    gateway.requests.length = 0;
    expect(await sync(consent, copy)).toEqual({ upserted: 0, removed: 0, consentVersion: 1 });
    expect([apply.mock.calls, gateway.requests]).toEqual([[], ['GET /v1/changes']]);
  });

  it('goes on after a crash at any page, before it was kept and after', async () => {
    const { consent } = await given();
    for (const fails of [0, 1]) {
      for (const isKept of [true, false]) {
        const copy = createMemoryCopy();
        let left = fails;
        const crashing: CopyStore = {
          ...copy,
          async apply(changes, cursor) {
            const isNow = left === 0;
            left -= 1;
            if (!isNow || isKept) await copy.apply(changes, cursor);
            if (isNow) throw new Error('the process ends here');
          },
        };
        await expect(sync(consent, crashing)).rejects.toMatchObject({ code: 'store_failed' });
        await sync(consent, copy);
        expect(await idsIn(copy)).toEqual(['item_a', 'item_b', 'item_p']);
      }
    }
  });

  it('that was cut off within a round goes through all of it again', async () => {
    const { consent, gateway } = await given();
    const copy = createMemoryCopy();
    const crashing: CopyStore = {
      ...copy,
      async apply(changes, cursor) {
        await copy.apply(changes, cursor);
        throw new Error('the process ends here');
      },
    };
    await expect(sync(consent, crashing)).rejects.toMatchObject({ code: 'store_failed' });
    gateway.requests.length = 0;
    await sync(consent, copy);
    expect(gateway.requests).toEqual(['GET /v1/changes', 'GET /v1/changes']);
    expect(await idsIn(copy)).toEqual(['item_a', 'item_b', 'item_p']);
  });

  it('starts over where the gateway knows the copy no longer, and removes what does not come again, also across a crash', async () => {
    const { consent, gateway, state } = await given();
    const copy = createMemoryCopy();
    await sync(consent, copy);
    gateway.owner.write({ issues: [issue('b'), issue('c')], preferences: FIRST.preferences });
    state.consents[0]?.copies.clear();
    const seen: (readonly ItemChange[])[] = [];
    const crashing: CopyStore = {
      ...copy,
      async apply(changes, cursor) {
        seen.push(changes);
        await copy.apply(changes, cursor);
        throw new Error('the process ends here');
      },
    };
    await expect(sync(consent, crashing)).rejects.toMatchObject({ code: 'store_failed' });
    expect(await idsIn(copy)).toContain('item_a');
    expect(await sync(consent, copy)).toMatchObject({ upserted: 1, removed: 1 });
    expect(await idsIn(copy)).toEqual(['item_b', 'item_c', 'item_p']);
    expect(seen).toHaveLength(1);
  });

  it('removes what a store without a cursor holds and is approved no longer', async () => {
    const { consent } = await given();
    const copy = createMemoryCopy();
    await copy.apply([{ type: 'upserted', category: 'issues', id: 'item_x', item: issue('x') }], '');
    await sync(consent, { ...copy, load: async () => undefined });
    expect(await idsIn(copy)).toEqual(['item_a', 'item_b', 'item_p']);
  });

  it('needs onDeletion, before anything is asked', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected);
    connected.gateway.requests.length = 0;
    await expect(sync(consent, createMemoryCopy())).rejects.toMatchObject({ code: 'on_deletion_required' });
    const ending = connected.client.handleEnd({ gateway: GATEWAY, consentId: CONSENT_ID });
    await expect(ending).rejects.toMatchObject({ code: 'on_deletion_required' });
    expect(connected.gateway.requests).toEqual([]);
  });

  it('while the consent is paused is an error, and changes nothing', async () => {
    const { consent, gateway, onDeletion } = await given();
    const copy = createMemoryCopy();
    await sync(consent, copy);
    gateway.owner.pause();
    await expect(sync(consent, copy)).rejects.toMatchObject({ code: 'consent_paused' });
    expect(await idsIn(copy)).toHaveLength(3);
    expect(onDeletion).not.toHaveBeenCalled();
  });

  it('does not believe a gateway whose changes never end', async () => {
    const { consent, gateway } = await given();
    const page = { changes: [], nextCursor: 'same', hasMore: true, consentVersion: 1 };
    for (let count = 0; count < 3; count += 1) gateway.answerNext('/v1/changes', () => Response.json(page));
    await expect(sync(consent, createMemoryCopy())).rejects.toMatchObject({ code: 'invalid_response' });
  });

  it('gives up where the gateway never knows a copy that it has just made', async () => {
    const { consent, gateway } = await given();
    const page = { changes: [], nextCursor: 'one', hasMore: true, consentVersion: 1 };
    for (let count = 0; count < 3; count += 1) {
      gateway.answerNext('/v1/changes', () => Response.json(page));
      gateway.answerNext('/v1/changes', () => problem(410, 'cursor_expired'));
    }
    await expect(sync(consent, createMemoryCopy())).rejects.toMatchObject({ code: 'cursor_expired' });
  });

  it('takes no page that is none', async () => {
    const { consent, gateway } = await given();
    gateway.answerNext('/v1/changes', () => Response.json({ changes: [{ type: 'moved' }] }));
    await expect(sync(consent, createMemoryCopy())).rejects.toMatchObject({ code: 'invalid_response' });
  });
});

describe('what has to be deleted', () => {
  it('after a withdrawal is deleted and reported by the next sync, once', async () => {
    const { consent, gateway, onDeletion } = await given();
    const copy = createMemoryCopy();
    await sync(consent, copy);
    gateway.owner.withdraw();
    for (const _time of [1, 2])
      await expect(sync(consent, copy)).rejects.toMatchObject({ code: 'consent_withdrawn' });
    expect(onDeletion).toHaveBeenCalledTimes(1);
    expect(onDeletion.mock.calls[0]?.[0]).toMatchObject({
      gateway: GATEWAY,
      consentId: CONSENT_ID,
      status: 'withdrawn',
      categories: ['preferences', 'issues', 'contact'],
      deleteBy: expect.stringMatching(/^20/),
    });
    expect((await consent.status()).deletionReport).toMatchObject({ state: 'answered', count: 1 });
  });

  it('is not reported where deleting it failed, and is tried again', async () => {
    const { consent, client, gateway, onDeletion } = await given();
    gateway.owner.withdraw();
    onDeletion.mockRejectedValueOnce(new Error('the disk is full'));
    const end = { gateway: GATEWAY, consentId: consent.id };
    await expect(client.handleEnd(end)).rejects.toThrow('the disk is full');
    expect((await consent.status()).deletionReport.count).toBe(0);
    expect(await client.handleEnd(end)).toMatchObject({ acknowledgement: expect.any(String) });
    expect(await client.handleEnd(end)).toBeUndefined();
    expect(onDeletion).toHaveBeenCalledTimes(2);
  });

  it('while a narrowing is being reported is deleted and reported too', async () => {
    const { consent, gateway, onDeletion } = await given();
    const copy = createMemoryCopy();
    await sync(consent, copy);
    gateway.owner.narrow({ fields: { issues: ['title'] } });
    onDeletion.mockImplementationOnce(async ({ categories }) => {
      gateway.owner.withdraw();
      return categories.map((category) => ({ category, outcome: 'deleted' }));
    });
    await sync(consent, copy).catch(() => undefined);
    expect(onDeletion.mock.calls.map(([{ status }]) => status)).toEqual(['given', 'withdrawn']);
  });

  it('after a narrowing is gone from the copy, and reported once', async () => {
    const { consent, gateway, onDeletion } = await given();
    const copy = createMemoryCopy();
    await sync(consent, copy);
    gateway.owner.narrow({ fields: { issues: ['title'] } });
    expect(await sync(consent, copy)).toEqual({ upserted: 2, removed: 1, consentVersion: 2 });
    await sync(consent, copy);
    expect(copy.list('issues')).toEqual([
      { id: 'item_a', title: 'a' },
      { id: 'item_b', title: 'b' },
    ]);
    expect(await idsIn(copy)).toEqual(['item_a', 'item_b']);
    expect(onDeletion).toHaveBeenCalledTimes(1);
    expect(onDeletion.mock.calls[0]?.[0]?.deletions).toMatchObject([
      { category: 'preferences', lost: 'narrowed', fields: ['topic'] },
      { category: 'issues', lost: 'narrowed', fields: ['state', 'description'] },
      { category: 'contact', lost: 'narrowed' },
    ]);
  });
});
