// What owners are told of, on real rows: each kind, each once for its cause, by however many processes.
import { type SeededConsent, seedConsent, sweepExpired } from '@parley/consent-gateway/testing';
import { newId } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

let processes: TwoProcesses;
let database: TwoProcesses['database'];
let stores: TwoProcesses['stores'];
let others: TwoProcesses['others'];
let query: TwoProcesses['query'];

beforeAll(async () => {
  processes = await createTwoProcesses();
  ({ database, stores, others, query } = processes);
});
afterAll(() => processes?.drop());

const longAgo = () => new Date(Date.now() - 36 * 3_600_000);
const find = async (): Promise<void> => {
  for (const { noticeFinder } of [stores, others]) {
    await noticeFinder.findNew(longAgo());
    await noticeFinder.findDue();
  }
};
const noticesOf = async (ownerId: string) => (await stores.notices.list({ ownerId, limit: 200 })).items;
const kindsOf = async (ownerId: string) =>
  (await noticesOf(ownerId)).map(({ kind, unusual }) => unusual ?? kind).sort();
const vendor = () => `https://${newId('request')}.example/client`;

/** A day of a consent, so many days ago, as the sealer counts it. */
const readOn = (consent: SeededConsent, daysAgo: number, reads: number, categories = ['issues']) =>
  query(
    `INSERT INTO read_day SELECT $1, (now() AT TIME ZONE 'UTC')::date - $2::int, $3, $4, $5, 0,
       now() - $2 * interval '1 day', now() - $2 * interval '1 day', $6`,
    [consent.consentId, daysAgo, consent.ownerId, consent.vendorId, reads, categories],
  );
/** A consent with a vendor of its own. */
const consentOf = (ownerId = newId('owner')) => seedConsent(database, { ownerId, vendorId: vendor() });

describe('an owner is told of', () => {
  it('a request without a browser, not of one by a browser and not of one that reached nobody', async () => {
    const { ownerId, vendorId } = await consentOf();
    const ask = async (cameBy: string, owner: string | null) => {
      const requestId = newId('request');
      await query(
        `INSERT INTO access_request (request_id, vendor_id, details, request_jws, expires_at, status, owner_id, came_by, request_sha256)
         VALUES ($1, $2, '[]', '', now() + interval '1 day', 'requested', $3, $4, $1)`,
        [requestId, vendorId, owner, cameBy],
      );
      return requestId;
    };
    await ask('redirect', ownerId);
    await ask('ciba', null);
    const requestId = await ask('ciba', ownerId);
    const { pool } = database;
    await pool.query(`UPDATE access_request SET status = 'expired' WHERE request_id = $1`, [
      await ask('invitation', ownerId),
    ]);
    await find();
    expect(await noticesOf(ownerId)).toEqual([
      expect.objectContaining({ kind: 'request', requestId, vendorId, seenAt: null }),
    ]);
  });

  it('the first read of a vendor, once, not of its next consent, and of no other vendor’s', async () => {
    const first = await consentOf();
    const { ownerId, vendorId } = first;
    await readOn(first, 1, 2);
    await find();
    const second = await seedConsent(database, { ownerId, vendorId });
    await readOn(second, 0, 2);
    await readOn(first, 0, 2);
    await find();
    expect(await noticesOf(ownerId)).toEqual([
      expect.objectContaining({ kind: 'first_read', vendorId, consentId: first.consentId }),
    ]);
    const other = await consentOf(ownerId);
    await readOn(other, 0, 1);
    await find();
    expect(await kindsOf(ownerId)).toEqual(['first_read', 'first_read']);
  });

  it('no read of long ago, when the gateway begins to look', async () => {
    const consent = await consentOf();
    await readOn(consent, 5, 2);
    await find();
    expect(await noticesOf(consent.ownerId)).toEqual([]);
  });

  it.each<[string, [daysAgo: number, reads: number][], boolean]>([
    [
      'more than three times the largest of 14 days',
      [
        [14, 7],
        [3, 5],
        [0, 22],
      ],
      true,
    ],
    [
      'exactly three times as many',
      [
        [14, 7],
        [0, 21],
      ],
      false,
    ],
    [
      'fewer than twenty',
      [
        [14, 1],
        [0, 19],
      ],
      false,
    ],
    [
      'twenty, where there was little',
      [
        [14, 6],
        [0, 20],
      ],
      true,
    ],
    [
      'many, after 14 quiet days',
      [
        [40, 90],
        [0, 20],
      ],
      true,
    ],
    [
      'many, as a fortnight ago and a day',
      [
        [15, 90],
        [14, 30],
        [0, 80],
      ],
      false,
    ],
    ['many on its very first day', [[0, 500]], false],
  ])('unusually many reads of a vendor: %s', async (_what, days, isUnusual) => {
    const one = await consentOf();
    const two = await seedConsent(database, one);
    for (const [daysAgo, reads] of days) {
      await readOn(one, daysAgo, reads - 1);
      await readOn(two, daysAgo, 1);
    }
    await find();
    expect((await kindsOf(one.ownerId)).includes('many_reads')).toBe(isUnusual);
    expect((await kindsOf(one.ownerId)).filter((kind) => kind === 'many_reads').length).toBeLessThan(2);
  });

  it.each<[string, [daysAgo: number, categories: string[]][], boolean]>([
    [
      'after 30 days',
      [
        [30, ['issues']],
        [0, ['contact', 'issues']],
      ],
      true,
    ],
    [
      'sooner',
      [
        [29, ['issues']],
        [0, ['contact']],
      ],
      false,
    ],
    [
      'that it has read before',
      [
        [40, ['contact']],
        [30, ['issues']],
        [0, ['contact']],
      ],
      false,
    ],
    ['on its first day', [[0, ['contact']]], false],
  ])('a category that the vendor has never read: %s', async (_what, days, isUnusual) => {
    const consent = await consentOf();
    for (const [daysAgo, categories] of days) await readOn(consent, daysAgo, 1, categories);
    await find();
    const kinds = await kindsOf(consent.ownerId);
    expect(kinds.filter((kind) => kind === 'new_category')).toHaveLength(isUnusual ? 1 : 0);
  });

  it.each<[string, string, string, string[]]>([
    ['that ends in six days', '20 days', '6 days', ['ending']],
    ['that ends in eight days', '20 days', '8 days', []],
    ['that was given for five days', '1 day', '4 days', []],
    ['that has run for 90 days', '90 days 1 hour', '200 days', ['review']],
    ['that has run for 89 days', '89 days', '200 days', []],
    ['that has run for 100 days, before anybody looked', '100 days', '200 days', []],
    ['that has run for 180 days', '180 days 1 hour', '100 days', ['review']],
    ['that ends and is due for a review', '90 days 1 hour', '6 days', ['ending', 'review']],
    ['that has ended by the clock', '90 days 1 hour', '-1 hour', []],
  ])('a consent %s', async (_what, givenAgo, until, kinds) => {
    const { ownerId, consentId } = await consentOf();
    await query(
      `UPDATE consent SET given_at = now() - $2::interval, until = now() + $3::interval WHERE id = $1`,
      [consentId, givenAgo, until],
    );
    await find();
    expect(await kindsOf(ownerId)).toEqual(kinds);
    await query(`UPDATE consent SET status = 'withdrawn' WHERE id = $1`, [consentId]);
  });

  it('the end of a consent again once it was extended', async () => {
    const { ownerId, consentId } = await consentOf();
    const endsIn = (days: number) =>
      query(
        `UPDATE consent SET given_at = now() - interval '60 days', until = now() + $2 * interval '1 day' WHERE id = $1`,
        [consentId, days],
      );
    await endsIn(6);
    await find();
    await endsIn(5);
    await find();
    expect(await kindsOf(ownerId)).toEqual(['ending', 'ending']);
  });

  it('a vendor on hold, once for each hold, while a consent lives', async () => {
    const live = await consentOf();
    const ended = await seedConsent(database, { vendorId: live.vendorId });
    await query(`UPDATE consent SET status = 'expired' WHERE id = $1`, [ended.consentId]);
    const holdAt = (ago: string) =>
      query(`UPDATE vendor SET held_at = now() - $2::interval WHERE vendor_id = $1`, [live.vendorId, ago]);
    await holdAt('2 hours');
    await find();
    await holdAt('1 hour');
    await find();
    expect(await kindsOf(live.ownerId)).toEqual(['vendor_held', 'vendor_held']);
    expect(await noticesOf(ended.ownerId)).toEqual([]);
  });

  it('records that wait for the pod for more than an hour, once for the first that waits', async () => {
    const { ownerId, consentId } = await consentOf();
    const block = (number: number, ago: string) =>
      query(
        `INSERT INTO block (owner_id, number, hash, jws, sealed_at) VALUES ($1, $2, '', '', now() - $3::interval)`,
        [ownerId, number, ago],
      );
    await block(1, '59 minutes');
    await find();
    expect(await noticesOf(ownerId)).toEqual([]);
    await block(2, '61 minutes');
    await block(3, '61 minutes');
    await find();
    await query(
      `INSERT INTO pod_outbox (consent_id, owner_id, sealed, attempts) VALUES ($1, $2, '', 19), ($1, $2, '', 20)`,
      [consentId, ownerId],
    );
    await find();
    expect(await kindsOf(ownerId)).toEqual(['records_held', 'records_held']);
  });

  it('what a vendor writes, once an hour for each issue, and what it begins; not of what is muted or not in the pod yet', async () => {
    const consent = await consentOf();
    const { ownerId } = consent;
    const write = (issue: string, { opens = false, quiet = false, isDone = true, hoursAgo = 0 } = {}) =>
      query(
        `INSERT INTO vendor_message SELECT $1, sha256($2::bytea), '', $3, 'Msg1', 1, 'purpose', 'token', 'request', t.at,
           CASE WHEN $6 THEN t.at END, $4, $5 FROM (SELECT date_trunc('hour', now()) - $7 * interval '1 hour' AS at) t`,
        [consent.consentId, newId('item'), issue, opens, quiet, isDone, hoursAgo],
      );
    await write('item_a');
    await write('item_a');
    await write('item_a', { hoursAgo: 2 });
    await write('item_b', { quiet: true });
    await write('item_c', { isDone: false });
    await write('item_d', { opens: true });
    await find();
    expect((await noticesOf(ownerId)).map(({ kind, issueId }) => `${kind} ${issueId}`).sort()).toEqual([
      'message item_a',
      'message item_a',
      'opened item_d',
    ]);
  });

  it('held reads of a consent, once a day', async () => {
    const consent = await consentOf();
    for (const { notices } of [stores, others]) await notices.addHeld(consent);
    expect(await noticesOf(consent.ownerId)).toEqual([
      expect.objectContaining({ kind: 'records_held', consentId: consent.consentId }),
    ]);
  });
});

describe('the list of notices', () => {
  it('is one owner’s, page by page, seen where she says so, and forgotten after 90 days', async () => {
    const [ann, bob] = [await consentOf(), await consentOf()];
    for (const { ownerId } of [ann, bob])
      for (let times = 0; times < 5; times += 1) await stores.notices.addHeld(await consentOf(ownerId));
    const first = await stores.notices.list({ ownerId: ann.ownerId, limit: 3 });
    const second = await stores.notices.list({ ownerId: ann.ownerId, limit: 3, cursor: first.nextCursor });
    const ids = [...first.items, ...second.items].map(({ noticeId }) => noticeId);
    expect([ids.length, new Set(ids).size, second.nextCursor]).toEqual([5, 5, undefined]);
    const bobs = (await noticesOf(bob.ownerId)).map(({ noticeId }) => noticeId);
    await stores.notices.markSeen(ann.ownerId, [ids[0]!, ids[0]!, ...bobs, 'notice_none']);
    expect(await stores.notices.countUnseen(ann.ownerId)).toBe(4);
    expect(await stores.notices.countUnseen(bob.ownerId)).toBe(5);
    await query(`UPDATE notice SET created_at = now() - interval '91 days' WHERE owner_id = $1`, [
      ann.ownerId,
    ]);
    await sweepExpired(database.db, { journalDays: 400 });
    expect([(await noticesOf(ann.ownerId)).length, (await noticesOf(bob.ownerId)).length]).toEqual([0, 5]);
  });
});
