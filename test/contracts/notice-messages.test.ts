// Messages to owners and the browsers that they go to, on two processes: taken once, tried again, not too often, nothing readable at rest.
import { seedConsent } from '@parley/consent-gateway/testing';
import { newId, ownerSettingsSchema } from '@parley/protocol';
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

/** A consent with a vendor of its own. */
const consentOf = (ownerId = newId('owner')) =>
  seedConsent(database, { ownerId, vendorId: `https://${newId('request')}.example/client` });

describe('messages', () => {
  const settings = ownerSettingsSchema.parse({
    allowedApps: [],
    mail: 'ann@example.org',
    mailFor: ['request'],
  });
  /** An owner with one notice, and nobody else with any. */
  async function told(ways: ('push' | 'mail')[] = ['push', 'mail']) {
    await query('UPDATE notice SET sort_at = NULL');
    await query('UPDATE notice_message SET due_at = NULL');
    const consent = await consentOf();
    await stores.notices.addHeld(consent);
    const [taken] = await stores.noticeMessages.takeUnsorted();
    await stores.noticeMessages.settle(taken!, ways);
    return { ...consent, taken: taken! };
  }
  const later = (ownerId: string, seconds: number) =>
    query(
      `UPDATE notice_message SET due_at = due_at - $2 * interval '1 second', sent_at = sent_at - $2 * interval '1 second' WHERE owner_id = $1`,
      [ownerId, seconds],
    );
  const due = async (on = stores) => (await on.noticeMessages.takeDue()).map(({ way }) => way).sort();

  it('are settled by one process, and sent by one, however many try at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      await query('UPDATE notice SET sort_at = NULL');
      await query('UPDATE notice_message SET due_at = NULL');
      await stores.notices.addHeld(await consentOf());
      const tries = Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? stores : others));
      const taken = (await Promise.all(tries.map((on) => on.noticeMessages.takeUnsorted()))).flat();
      expect(taken).toHaveLength(1);
      await stores.noticeMessages.settle(taken[0]!, ['push']);
      expect((await Promise.all(tries.map((on) => due(on)))).flat()).toEqual(['push']);
    }
    expect(await stores.noticeMessages.takeUnsorted()).toEqual([]);
  });

  it('bring none of their own where another process settled them meanwhile', async () => {
    const { ownerId, taken } = await told(['push']);
    expect(await due()).toEqual(['push']);
    await stores.noticeMessages.finish({ ownerId, way: 'push', attempts: 1, settings }, 'sent');
    await later(ownerId, 7_200);
    await others.noticeMessages.settle(taken, ['push']);
    expect(await due()).toEqual([]);
  });

  it('are tried again after longer and longer pauses, an hour at most', async () => {
    const { ownerId } = await told(['push']);
    for (const seconds of [30, 60, 120]) {
      expect(await due()).toEqual(['push']);
      await later(ownerId, seconds - 10);
      expect(await due()).toEqual([]);
      await later(ownerId, 10);
    }
    await query(`UPDATE notice_message SET attempts = 11 WHERE owner_id = $1`, [ownerId]);
    expect(await stores.noticeMessages.takeDue()).toMatchObject([{ attempts: 12 }]);
    await later(ownerId, 3_600);
    expect(await due()).toEqual(['push']);
  });

  it('come not more often than each way allows: what is new meanwhile waits for the next one', async () => {
    const { ownerId } = await told();
    expect(await due()).toEqual(['mail', 'push']);
    for (const way of ['push', 'mail'] as const)
      await stores.noticeMessages.finish({ ownerId, way, attempts: 1, settings }, 'sent');
    await stores.notices.addHeld(await consentOf(ownerId));
    const [next] = await stores.noticeMessages.takeUnsorted();
    await stores.noticeMessages.settle(next!, ['push', 'mail']);
    expect(await due()).toEqual([]);
    await later(ownerId, 60);
    expect(await due()).toEqual(['push']);
    await later(ownerId, 3_600);
    expect((await due()).includes('mail')).toBe(true);
  });

  it('that were put off count their tries anew', async () => {
    const { ownerId } = await told(['mail']);
    expect(await due()).toEqual(['mail']);
    await stores.noticeMessages.putOff(
      { ownerId, way: 'mail', attempts: 1, settings },
      new Date(Date.now() + 3_600_000),
    );
    expect(await due()).toEqual([]);
    await later(ownerId, 3_601);
    expect(await stores.noticeMessages.takeDue()).toMatchObject([{ attempts: 1 }]);
  });

  it('know what the owner chose last, sealed for this owner alone', async () => {
    const { ownerId } = await told(['mail']);
    await stores.noticeMessages.keepSettings(ownerId, settings);
    expect(await stores.noticeMessages.takeDue()).toMatchObject([{ ownerId, settings }]);
    expect(await others.noticeMessages.findSettings(ownerId)).toEqual(settings);
    const [row] = await query<{ sealed: Buffer }>(
      `SELECT notice_settings AS sealed FROM owner WHERE owner_id = $1`,
      [ownerId],
    );
    expect(row?.sealed.toString('latin1')).not.toContain('ann@example.org');
    const hers = await consentOf();
    await query(`UPDATE owner SET notice_settings = $2 WHERE owner_id = $1`, [hers.ownerId, row?.sealed]);
    await expect(stores.noticeMessages.findSettings(hers.ownerId)).rejects.toThrow();
    await stores.noticeMessages.keepSettings(ownerId, undefined);
    expect(await stores.noticeMessages.findSettings(ownerId)).toBeUndefined();
  });
});

describe('browsers', () => {
  const browser = (name: string) => ({
    endpoint: `https://push.example/${name}`,
    keys: { p256dh: 'p', auth: 'a' },
  });

  it('are known once each, ten of an owner, sealed, and removed by their owner alone', async () => {
    const { ownerId } = await consentOf();
    const ids = [];
    for (let each = 0; each < 12; each += 1)
      ids.push(await stores.subscriptions.add(ownerId, browser(`${each}`)));
    expect(await others.subscriptions.add(ownerId, browser('11'))).toBe(ids[11]);
    const known = await others.subscriptions.list(ownerId);
    expect(known.map(({ endpoint }) => endpoint).sort()).toEqual(
      Array.from({ length: 10 }, (_, each) => browser(`${each + 2}`).endpoint).sort(),
    );
    expect(await stores.subscriptions.add('owner_other', browser('11'))).not.toBe(ids[11]);
    expect(await stores.subscriptions.remove('owner_other', ids[11]!)).toBe(false);
    expect(await stores.subscriptions.remove(ownerId, ids[11]!)).toBe(true);
    expect(await stores.subscriptions.list(ownerId)).toHaveLength(9);
    const rows = await query<{ sealed: Buffer }>('SELECT sealed FROM push_subscription');
    for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toContain('push.example');
  });

  it('are forgotten with the connection of their owner, like what was to be sent', async () => {
    const { ownerId } = await consentOf();
    await stores.subscriptions.add(ownerId, browser('mine'));
    await stores.noticeMessages.keepSettings(ownerId, ownerSettingsSchema.parse({ allowedApps: [] }));
    await stores.owners.disconnect(ownerId);
    expect(await stores.subscriptions.list(ownerId)).toEqual([]);
    expect(await stores.noticeMessages.findSettings(ownerId)).toBeUndefined();
  });
});
