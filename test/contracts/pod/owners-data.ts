import {
  addMessage,
  createItem,
  deleteItem,
  isPodError,
  listItems,
  readItem,
  readTerms,
  readVendors,
  removeVendor,
  saveCircle,
  saveTerms,
  saveVendor,
  updateItem,
} from '@parley/pod-client';
import { categories, type DataCategory, NO_TERMS } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { type ConnectedPods, collect } from './connected-pods.ts';

const preferences = categories.get('preferences') as DataCategory;
const issues = categories.get('issues') as DataCategory;
const VENDOR = 'https://acme.example/client';

const anIssue = { title: 'No connection', state: 'open', kind: 'fault', description: 'Since Monday' };
const aPreference = { topic: 'delivery', statement: 'Ring twice', strength: 'prefer', value: 2 };

/** What the owner’s app writes, and that nothing is lost. */
export function ownersDataContract(pods: () => ConnectedPods): void {
  describe('the owner’s data', () => {
    it('keeps a preference with its typed value and whom it is for', async () => {
      const pod = pods().ownersPod;
      const created = await createItem(pod, {
        category: preferences,
        fields: aPreference,
        audience: 'everyone',
      });
      const updated = await updateItem(pod, {
        category: preferences,
        item: created,
        fields: { value: true, strength: 'require', validUntil: '2027-01-01T00:00:00.000Z' },
        audience: ['acme'],
      });
      const items = await collect(listItems(pods().gatewaysPod, { category: preferences }));
      expect(items).toContainEqual(updated);
      expect(updated.fields).toMatchObject({ topic: 'delivery', value: true, strength: 'require' });
      await deleteItem(pod, { category: preferences, item: updated });
      const left = await collect(listItems(pod, { category: preferences }));
      expect(left.map(({ id }) => id)).not.toContain(created.id);
    });

    it('loses no update of five editors of five items at once', async () => {
      const pod = pods().ownersPod;
      const one = { category: preferences, fields: aPreference, audience: 'everyone' } as const;
      const made = await Promise.all(Array.from({ length: 5 }, () => createItem(pod, one)));
      const changed = await Promise.all(
        made.map((item, index) => updateItem(pod, { category: preferences, item, fields: { value: index } })),
      );
      const items = await collect(listItems(pod, { category: preferences }));
      for (const item of changed) expect(items).toContainEqual(item);
    });

    it('lets one of three editors of one item win, and tells the others', async () => {
      const pod = pods().ownersPod;
      const item = await createItem(pod, {
        category: preferences,
        fields: aPreference,
        audience: 'everyone',
      });
      const results = await Promise.allSettled(
        ['first', 'second', 'third'].map((statement) =>
          updateItem(pod, { category: preferences, item, fields: { statement } }),
        ),
      );
      const winners = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      const losers = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
      expect(winners).toHaveLength(1);
      expect(losers.map((error) => isPodError(error) && error.code)).toEqual(['conflict', 'conflict']);
      const items = await collect(listItems(pod, { category: preferences }));
      expect(items.find(({ id }) => id === item.id)).toEqual(winners[0]);
    });

    it('keeps an issue in the list and in its own document, with a thread of both sides', async () => {
      const pod = pods().ownersPod;
      const issue = await createItem(pod, { category: issues, fields: anIssue, audience: ['acme'] });
      const mine = { category: issues, itemId: issue.id, content: 'Any news?' };
      await addMessage(pod, {
        ...mine,
        maker: pods().owner.webId,
        from: 'owner',
        now: () => new Date('2026-11-22T09:00:00Z'),
      });
      const theirs = {
        ...mine,
        content: 'We are on it.',
        maker: pods().gateway.webId,
        from: 'vendor',
      } as const;
      const identity = { id: 'reply-1', createdAt: '2026-11-22T10:00:00Z' };
      await addMessage(pods().gatewaysPod, { ...theirs, identity });
      await addMessage(pods().gatewaysPod, { ...theirs, identity });

      const read = await readItem(pod, { category: issues, id: issue.id });
      expect(read.fields).toMatchObject({
        title: 'No connection',
        state: 'open',
        description: 'Since Monday',
      });
      expect(read.fields['messages']).toMatchObject([
        { content: 'Any news?', from: 'owner' },
        { content: 'We are on it.', from: 'vendor', id: 'reply-1' },
      ]);
      const closed = await updateItem(pod, {
        category: issues,
        item: read,
        fields: { state: 'closed', about: 'Router' },
      });
      expect((await readItem(pod, { category: issues, id: issue.id })).fields).toMatchObject({
        state: 'closed',
        about: 'Router',
      });
      await expect(
        updateItem(pods().gatewaysPod, { category: issues, item: closed, fields: { state: 'open' } }),
      ).rejects.toMatchObject({ code: 'access_denied' });
      await deleteItem(pod, { category: issues, item: closed });
      await expect(
        addMessage(pod, { ...mine, maker: pods().owner.webId, from: 'owner' }),
      ).rejects.toMatchObject({
        code: 'not_found',
      });
    });

    it('keeps vendors and circles, and refuses to overwrite what another app changed', async () => {
      const pod = pods().ownersPod;
      const acme = { id: 'acme', name: 'Acme', site: 'https://acme.example/', circles: ['telecoms'] };
      await saveCircle(pod, { circle: { id: 'telecoms', name: 'Telephone companies' } });
      await saveVendor(pod, { vendor: acme });
      await saveVendor(pod, { vendor: { ...acme, clientId: VENDOR }, before: acme });
      await expect(saveVendor(pod, { vendor: { ...acme, name: 'A' }, before: acme })).rejects.toMatchObject({
        code: 'conflict',
      });
      const known = await readVendors(pods().gatewaysPod);
      expect(known.vendors).toEqual([{ ...acme, clientId: VENDOR }]);
      expect(known.circles).toEqual([{ id: 'telecoms', name: 'Telephone companies' }]);
      await removeVendor(pod, { id: 'telecoms' });
      expect((await readVendors(pod)).vendors[0]?.circles).toEqual([]);
    });

    it('keeps standing terms, which the gateway can read and not change', async () => {
      const { ownersPod, gatewaysPod } = pods();
      const terms = { ...NO_TERMS, longestAccess: 'P6M', recipients: 'none' as const };
      await saveTerms(ownersPod, { terms });
      expect(await readTerms(gatewaysPod)).toEqual(terms);
      const attempt = saveTerms(gatewaysPod, { terms: NO_TERMS, before: terms });
      await expect(attempt).rejects.toMatchObject({ code: 'access_denied' });
      await saveTerms(ownersPod, { terms: NO_TERMS, before: terms });
      expect(await readTerms(gatewaysPod)).toEqual(NO_TERMS);
    });
  });
}
