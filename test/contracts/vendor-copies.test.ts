// The copies that cursors of changes stand for: what every store of them does, and what only the real one can.
import { createMemoryCopies, sweepExpired } from '@parley/consent-gateway/testing';
import { newId } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

let processes: TwoProcesses;
beforeAll(async () => {
  processes = await createTwoProcesses();
});
afterAll(() => processes?.drop());

const purpose = 'https://w3id.org/dpv#CustomerCare';
const packed = (name: string) => Buffer.from(`copy ${name}`);
const newOwner = () => ({ consentId: newId('consent'), purpose });

describe.each([
  ['in memory', () => createMemoryCopies()],
  ['in PostgreSQL', () => processes.stores.copies],
])('a store of copies %s', (_where, store) => {
  it('keeps the newest copy and the one that it was made from', async () => {
    const [copies, of] = [store(), newOwner()];
    expect(await copies.find(of, 'a')).toBeUndefined();
    for (const [name, madeFrom] of [
      ['a', ''],
      ['b', 'a'],
      ['c', 'b'],
    ] as const)
      await copies.keep(of, { name, packed: packed(name), madeFrom });
    expect(await Promise.all(['a', 'b', 'c'].map((name) => copies.find(of, name)))).toEqual([
      undefined,
      packed('b'),
      packed('c'),
    ]);
  });

  it('keeps one that comes again, and forgets the other one made from the same', async () => {
    const [copies, of] = [store(), newOwner()];
    for (const [name, madeFrom] of [
      ['a', ''],
      ['b', 'a'],
      ['b', 'a'],
      ['other', 'a'],
    ] as const)
      await copies.keep(of, { name, packed: packed(name), madeFrom });
    expect(await Promise.all(['a', 'b', 'other'].map((name) => copies.find(of, name)))).toEqual([
      packed('a'),
      undefined,
      packed('other'),
    ]);
  });

  it('keeps those of each consent and purpose apart', async () => {
    const [copies, one] = [store(), newOwner()];
    const others = [newOwner(), { ...one, purpose: 'https://w3id.org/dpv#Marketing' }];
    await copies.keep(one, { name: 'a', packed: packed('a'), madeFrom: '' });
    for (const other of others) {
      expect(await copies.find(other, 'a')).toBeUndefined();
      await copies.keep(other, { name: 'b', packed: packed('b'), madeFrom: '' });
    }
    expect(await copies.find(one, 'a')).toEqual(packed('a'));
  });
});

describe('copies in PostgreSQL', () => {
  it('are there for every process, also where many are kept at once', async () => {
    const { stores, others } = processes;
    const of = newOwner();
    const names = Array.from({ length: 20 }, (_, index) => `copy ${index}`);
    await Promise.all(
      names.map((name, index) =>
        (index % 2 ? stores : others).copies.keep(of, { name, packed: packed(name), madeFrom: 'none' }),
      ),
    );
    await others.copies.keep(of, { name: 'last', packed: packed('last'), madeFrom: 'none' });
    expect(await stores.copies.find(of, 'last')).toEqual(packed('last'));
    expect(
      await processes.query('SELECT name FROM vendor_copy WHERE consent_id = $1', [of.consentId]),
    ).toEqual([{ name: 'last' }]);
  });

  it('are forgotten 30 days after they were last used', async () => {
    const { stores, database, query } = processes;
    const [used, unused] = [newOwner(), newOwner()];
    for (const of of [used, unused])
      await stores.copies.keep(of, { name: 'a', packed: packed('a'), madeFrom: '' });
    await query("UPDATE vendor_copy SET used_at = now() - interval '31 days'");
    expect(await stores.copies.find(used, 'a')).toEqual(packed('a'));
    await sweepExpired(database.db, { journalDays: 400 });
    expect([await stores.copies.find(used, 'a'), await stores.copies.find(unused, 'a')]).toEqual([
      packed('a'),
      undefined,
    ]);
  });
});
