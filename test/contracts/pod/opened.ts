import {
  type AddOpeningOptions,
  addMessage,
  addOpening,
  addToOpening,
  adoptOpening,
  deleteItem,
  dismissOpening,
  readItem,
  readOpened,
  saveMuted,
} from '@parley/pod-client';
import { categories, type DataCategory, newId, type ThreadMessage } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import type { ConnectedPods } from './connected-pods.ts';

const category = categories.get('issues') as DataCategory;
const VENDOR = 'https://acme.example/client';
const createdAt = '2026-11-22T10:00:00.000Z';
const WORDS = {
  title: 'Recall <b>of</b> "your" router',
  content: 'It can get hot.\n<script>alert(1)</script>',
};

const opening = (id: string): AddOpeningOptions => ({
  category,
  id,
  title: WORDS.title,
  kind: 'recall',
  createdAt,
  vendorId: VENDOR,
  message: { id: `Msg1-${id}`, createdAt, content: WORDS.content, signed: 'a.b.c' },
});

const later = (id: string, nth: number) => ({
  category,
  id,
  vendorId: VENDOR,
  message: {
    id: `Msg${nth}-${id}`,
    createdAt: `2026-11-22T10:00:0${nth}.000Z`,
    content: `More ${nth}`,
    signed: 'a.b.c',
    proposes: undefined,
  },
});

/** Threads that vendors begin: the gateway adds, the owner decides, and nothing that was said is lost. */
export function openedContract(pods: () => ConnectedPods): void {
  describe('a thread that a vendor begins', () => {
    const opened = async () => {
      const found = await readOpened(pods().ownersPod, { category });
      if (found === undefined) throw new Error('There is no document.');
      return found;
    };
    const waiting = async (id: string) => (await opened()).openings.find((each) => each.id === id);
    const adopt = (id: string) => adoptOpening(pods().ownersPod, { category, id, audience: ['acme'] });
    const texts = async (id: string) => {
      const { fields } = await readItem(pods().ownersPod, { category, id });
      return (fields['messages'] as readonly ThreadMessage[]).map(({ content }) => content);
    };

    it('is added by the gateway, once however often, waits, and becomes an issue like any other', async () => {
      const id = newId('item');
      for (let time = 0; time < 2; time += 1) await addOpening(pods().gatewaysPod, opening(id));
      await addToOpening(pods().gatewaysPod, later(id, 2));
      expect(await waiting(id)).toMatchObject({ id, title: WORDS.title, kind: 'recall', vendorId: VENDOR });
      expect((await waiting(id))?.messages.map(({ content }) => content)).toEqual([WORDS.content, 'More 2']);

      await adopt(id);
      const { fields, audience } = await readItem(pods().ownersPod, { category, id });
      expect([fields['title'], fields['kind'], fields['state'], audience]).toEqual([
        WORDS.title,
        'recall',
        'open',
        ['acme'],
      ]);
      expect(await texts(id)).toEqual([WORDS.content, 'More 2']);
      expect(await waiting(id)).toBeUndefined();
      await expect(addToOpening(pods().gatewaysPod, later(id, 3))).rejects.toMatchObject({
        code: 'not_found',
      });
      await addMessage(pods().gatewaysPod, {
        ...{ category, itemId: id, content: 'As in any issue', maker: VENDOR, from: 'vendor' },
        identity: { id: `Msg9-${id}`, createdAt: '2026-11-22T11:00:00.000Z' },
      });
      expect((await texts(id)).at(-1)).toBe('As in any issue');
      const item = await readItem(pods().ownersPod, { category, id });
      await deleteItem(pods().ownersPod, { category, item });
      await expect(adopt(id)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('loses no message that comes while it becomes one', async () => {
      const id = newId('item');
      await addOpening(pods().gatewaysPod, opening(id));
      const said = [2, 3, 4, 5].map(async (nth) => {
        try {
          await addToOpening(pods().gatewaysPod, later(id, nth));
        } catch {
          const { createdAt: at, ...message } = later(id, nth).message;
          const words = { category, itemId: id, content: message.content, maker: VENDOR };
          await addMessage(pods().gatewaysPod, {
            ...words,
            from: 'vendor',
            identity: { id: message.id, createdAt: at },
          });
        }
      });
      await Promise.all([adopt(id), ...said]);
      // What came last of all is fetched by the next look.
      if ((await opened()).openings.some((each) => each.id === id)) await adopt(id);
      expect(await texts(id)).toEqual([WORDS.content, 'More 2', 'More 3', 'More 4', 'More 5']);
      expect(await waiting(id)).toBeUndefined();
    });

    it('goes on where making it an issue was cut off', async () => {
      const id = newId('item');
      await addOpening(pods().gatewaysPod, opening(id));
      const { ownersPod } = pods();
      // Copied and listed, and not taken away.
      let isCut = true;
      const cutting: typeof fetch = (input, init) => {
        const isLast = init?.method === 'PATCH' && String(init.body).includes('solid:deletes');
        if (isCut && isLast) return Promise.reject(new TypeError('cut off'));
        return ownersPod.fetch(input, init);
      };
      const cut = adoptOpening({ ...ownersPod, fetch: cutting }, { category, id, audience: [] });
      await expect(cut).rejects.toMatchObject({ code: 'unavailable' });
      expect(await waiting(id)).toBeDefined();
      await addToOpening(pods().gatewaysPod, later(id, 2));
      isCut = false;
      await adopt(id);
      expect(await texts(id)).toEqual([WORDS.content, 'More 2']);
      expect(await waiting(id)).toBeUndefined();
    });

    it('goes away alone when the owner does not want it', async () => {
      const [id, other] = [newId('item'), newId('item')];
      for (const each of [id, other]) await addOpening(pods().gatewaysPod, opening(each));
      await dismissOpening(pods().ownersPod, { category, id });
      expect(await waiting(id)).toBeUndefined();
      expect(await waiting(other)).toBeDefined();
      await expect(addToOpening(pods().gatewaysPod, later(id, 2))).rejects.toMatchObject({
        code: 'not_found',
      });
      await dismissOpening(pods().ownersPod, { category, id: other });
    });

    it('cannot be changed or taken away by the gateway', async () => {
      const id = newId('item');
      await addOpening(pods().gatewaysPod, opening(id));
      const refused = { code: 'access_denied' };
      await expect(dismissOpening(pods().gatewaysPod, { category, id })).rejects.toMatchObject(refused);
      expect(await waiting(id)).toBeDefined();
      await dismissOpening(pods().ownersPod, { category, id });
    });

    it('has no place where the owner has taken the document away, and none is made', async () => {
      const url = pods().ownersPod.resolve('issues/opened.ttl');
      const { fetch } = pods().ownersPod;
      const before = await (await fetch(url, { headers: { accept: 'text/turtle' } })).text();
      await fetch(url, { method: 'DELETE' });
      const added = addOpening(pods().gatewaysPod, opening(newId('item')));
      await expect(added).rejects.toMatchObject({ code: 'not_found' });
      expect(await readOpened(pods().gatewaysPod, { category })).toBeUndefined();
      await fetch(url, { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body: before });
    });

    it('is muted by company and by issue, and heard again', async () => {
      const { ownersPod } = pods();
      const issueId = newId('item');
      for (const of of [{ vendorId: VENDOR }, { issueId }])
        await saveMuted(ownersPod, { category, of, isMuted: true });
      expect(await opened()).toMatchObject({ mutedVendors: [VENDOR], mutedIssues: [issueId] });
      for (const of of [{ vendorId: VENDOR }, { issueId }])
        await saveMuted(ownersPod, { category, of, isMuted: false });
      expect(await opened()).toMatchObject({ mutedVendors: [], mutedIssues: [] });
    });
  });
}
