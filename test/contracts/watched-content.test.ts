// That data has changed is told once, by however many processes, and only what a vendor may read tells anything.
import { createWatchAsDecided, seedConsent, testEntry } from '@parley/consent-gateway/testing';
import { type DataItem, newId, type ThreadMessage } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

let processes: TwoProcesses;
beforeAll(async () => {
  processes = await createTwoProcesses();
});
afterAll(() => processes?.drop());

const message = (from: ThreadMessage['from']): ThreadMessage => ({
  id: newId('item'),
  content: 'words',
  createdAt: '2026-11-22T12:00:00Z',
  from,
});
const issue = (id: string, fields: DataItem['fields'] = {}, audience: DataItem['audience'] = ['acme']) => ({
  id,
  audience,
  fields: { title: id, state: 'open', kind: 'fault', createdAt: '2026-11-01T00:00:00Z', ...fields },
});

/** A consent that was seen as it is, with two processes that watch it. */
async function watched(
  first: readonly DataItem[],
  actions: readonly ('read' | 'subscribe')[] = ['read', 'subscribe'],
) {
  const vendorId = `https://${newId('request')}.example/client`;
  const fields = { issues: { required: ['title'], optional: ['messages'] } };
  const details = [testEntry({ actions: [...actions], datatypes: ['issues'], fields })];
  const { consentId } = await seedConsent(processes.database, { vendorId, ownerId: newId('owner'), details });
  let items = first;
  const pod = {
    items: (category: string) => (category === 'issues' ? items : []),
    vendors: [{ id: 'acme', name: 'Acme', clientId: vendorId, circles: [] }],
    unreadable: () => false,
  };
  const watches = [processes.stores.watched, processes.others.watched].map((copies) =>
    createWatchAsDecided(pod, { copies, consent: { vendorId, details } }),
  );
  const query = (text: string) => processes.query(text, [consentId]);
  const look = async (): Promise<void> => {
    await query('UPDATE watched_copy SET due_at = now() WHERE consent_id = $1');
    await Promise.all(watches.map((watch) => watch.look([vendorId])));
  };
  await processes.stores.watched.find([vendorId]);
  await look();
  return {
    watches,
    vendorId,
    look,
    query,
    write(after: readonly DataItem[]): void {
      items = after;
    },
    told: async () =>
      (
        await processes.query<{ type: string; item_id: string }>(
          'SELECT type, item_id FROM vendor_event WHERE consent_id = $1 AND item_id IS NOT NULL ORDER BY written',
          [consentId],
        )
      ).map(({ type, item_id }) => `${type} ${item_id.startsWith('item_')}`),
  };
}
const CHANGED = 'issues.changed true';

describe('what vendors are told of data', () => {
  it('is at first that there may be something new, then each difference once, by two processes at the same time', async () => {
    const { look, write, told, query } = await watched([issue('a'), issue('b')]);
    expect(await told()).toEqual([]);
    expect(await query('SELECT type, item_id FROM vendor_event WHERE consent_id = $1')).toEqual([
      { type: 'issues.changed', item_id: null },
    ]);
    write([issue('a', { title: 'other' }), issue('c')]);
    for (const _time of [1, 2, 3]) await look();
    expect(await told()).toEqual([CHANGED, CHANGED, CHANGED]);
  });

  it('A49h is nothing where only a hidden field, or an item of others, has changed', async () => {
    const { look, write, told } = await watched([issue('a'), issue('secret', {}, ['other'])]);
    write([
      issue('a', { severity: 'high', description: 'hidden' }),
      issue('secret', { title: 'more' }, ['other']),
      issue('new', {}, []),
    ]);
    await look();
    expect(await told()).toEqual([]);
  });

  it('names a message that is not the vendor’s own, besides the change', async () => {
    const { look, write, told } = await watched([issue('a', { messages: [message('owner')] })]);
    write([issue('a', { messages: [message('owner'), message('vendor')] })]);
    await look();
    expect(await told()).toEqual([CHANGED]);
    await processes.query('UPDATE vendor_event SET due_at = NULL WHERE item_id IS NOT NULL');
    write([issue('a', { messages: [message('owner'), message('vendor'), message('owner')] })]);
    await look();
    expect(await told()).toEqual([CHANGED, CHANGED, 'message.added true']);
  });

  it('A47d is nothing under a pause, and the difference afterwards', async () => {
    const { look, write, told, query } = await watched([issue('a')]);
    write([issue('a', { title: 'other' })]);
    await query("UPDATE consent SET status = 'paused' WHERE id = $1");
    await look();
    expect(await told()).toEqual([]);
    await query("UPDATE consent SET status = 'given' WHERE id = $1");
    await look();
    expect(await told()).toEqual([CHANGED]);
  });

  it('is nothing where it was stopped or narrowed while it was looked at, and is made good by the next look', async () => {
    const { look, write, told, query, vendorId } = await watched([issue('a')]);
    await query(`UPDATE watched_copy SET due_at = now() - interval '1 minute' WHERE consent_id = $1`);
    const [taken] = await processes.stores.watched.take({ listening: [vendorId], limit: 8 });
    if (taken === undefined) throw new Error('nothing was due');
    const seen = {
      packed: Buffer.alloc(0),
      after: undefined,
      news: [{ type: 'issues.changed', itemId: 'item_x' }],
    } as const;
    for (const change of ["status = 'paused'", "status = 'given', version = 2"]) {
      await query(`UPDATE consent SET ${change} WHERE id = $1`);
      await processes.stores.watched.settle(taken, seen);
    }
    await query('UPDATE consent SET version = 1 WHERE id = $1');
    await processes.stores.watched.settle({ ...taken, look: taken.look - 1 }, seen);
    expect(await told()).toEqual([]);
    write([issue('a', { title: 'other' })]);
    await look();
    expect(await told()).toEqual([CHANGED]);
  });

  it('is looked for by the process that looked last, and by another one when that is late', async () => {
    const { vendorId, query } = await watched([issue('a')]);
    const takeAll = async () => {
      const of = { listening: [vendorId], limit: 8 };
      const { stores, others } = processes;
      return [(await stores.watched.take(of)).length, (await others.watched.take(of)).length];
    };
    await query('UPDATE watched_copy SET due_at = now() WHERE consent_id = $1');
    const first = await takeAll();
    expect(first[0]).not.toBe(first[1]);
    await query('UPDATE watched_copy SET due_at = now() WHERE consent_id = $1');
    expect(await takeAll()).toEqual(first);
    await query(
      `UPDATE watched_copy SET due_at = now() - interval '1 minute', looked_by = 'gone' WHERE consent_id = $1`,
    );
    expect(await takeAll()).toEqual([1, 0]);
  });

  it('begins with everything, also where that takes several looks', async () => {
    const many = Array.from({ length: 150 }, (_, index) => issue(`i${index}`));
    const { look, write, told } = await watched(many);
    await look();
    expect(await told()).toEqual([]);
    write(many.slice(1));
    await look();
    await look();
    expect(await told()).toEqual([CHANGED]);
  });

  it('is nothing of a consent without the action, and of one whose vendor does not listen', async () => {
    const { query } = await watched([issue('a')], ['read']);
    expect(await query('SELECT FROM watched_copy WHERE consent_id = $1')).toEqual([]);
    const deaf = await watched([issue('a')]);
    await deaf.query(`UPDATE watched_copy SET due_at = now() - interval '1 minute' WHERE consent_id = $1`);
    expect(await processes.stores.watched.take({ listening: [], limit: 8 })).toEqual([]);
  });

  it('is looked for at once where the pod gives a hint, and forgotten at the end', async () => {
    const { watches, query } = await watched([issue('a')]);
    const due = () => query('SELECT FROM watched_copy WHERE consent_id = $1 AND due_at <= clock_timestamp()');
    expect(await due()).toEqual([]);
    for (const watch of watches) {
      await watch.hint('https://elsewhere.example/parley/issues/index.ttl');
      expect(await due()).toEqual([]);
    }
    for (const watch of watches) await watch.hint('https://pod.example/parley/issues/index.ttl');
    expect(await due()).toHaveLength(1);
    await query("UPDATE consent SET status = 'withdrawn' WHERE id = $1");
    await processes.stores.watched.find([]);
    expect(await query('SELECT FROM watched_copy WHERE consent_id = $1')).toEqual([]);
  });
});
