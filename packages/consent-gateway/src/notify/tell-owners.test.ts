// From a notice to a message: which ways, when, how often, and what is given up. Ports are doubles; the real ones are in test/contracts and test/flow.
import { type OwnerSettings, ownerSettingsSchema } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NoticeMessage, NoticeMessages, NoticeWay, UnsortedNotices } from './notice-messages.ts';
import { type SendOptions, sendMessages } from './send-messages.ts';
import { sortNotices } from './sort-notices.ts';

const ANN = 'owner_ann';
const settings = (changes: Partial<OwnerSettings> = {}): OwnerSettings => ({
  ...ownerSettingsSchema.parse({ allowedApps: [], mail: 'ann@example.org' }),
  pushFor: ['request'],
  mailFor: ['ending', 'request'],
  ...changes,
});

let unsorted: UnsortedNotices[];
let due: NoticeMessage[];
let kept: OwnerSettings | undefined;
let log: unknown[];
const messages: NoticeMessages = {
  takeUnsorted: async () => unsorted,
  keepSettings: async (_ownerId, found) => {
    kept = found;
  },
  findSettings: async () => kept,
  settle: async (_notices, ways) => void log.push(['settled', ...ways]),
  takeDue: async () => due,
  putOff: async (_message, until) => void log.push(['put off', until.toISOString()]),
  finish: async (_message, how) => void log.push([how]),
};
beforeEach(() => {
  unsorted = [{ ownerId: ANN, notices: [{ noticeId: 'notice_1', kind: 'request' }] }];
  [due, kept, log] = [[], undefined, []];
});

describe('the ways in which notices are told', () => {
  const sort = (found: OwnerSettings | undefined | Error, hasMail = true) =>
    sortNotices({
      messages,
      hasMail,
      readSettings: async () => {
        if (found instanceof Error) throw found;
        return found;
      },
    });

  it.each<[string, Partial<OwnerSettings>, boolean, NoticeWay[]]>([
    ['both that the owner has chosen', {}, true, ['push', 'mail']],
    ['without mail where the gateway has none', {}, false, ['push']],
    ['without mail where the owner gives no address', { mail: undefined }, true, ['push']],
    ['none for a kind that was not chosen', { pushFor: ['review'], mailFor: [] }, true, []],
  ])('are %s', async (_what, changes, hasMail, ways) => {
    await sort(settings(changes), hasMail);
    expect(log).toEqual([['settled', ...ways]]);
  });

  it('are one message for all that is new at once', async () => {
    const notices = (['review', 'request', 'ending'] as const).map((kind, at) => ({
      noticeId: `${at}`,
      kind,
    }));
    unsorted = [{ ownerId: ANN, notices }];
    await sort(settings());
    expect(log).toEqual([['settled', 'push', 'mail']]);
  });

  it('are none where the pod says nothing that can be understood, and what it said before counts no more', async () => {
    kept = settings();
    await sort(undefined);
    expect(log).toEqual([['settled']]);
    expect(kept).toBeUndefined();
  });

  it('are those that the pod said last, where it does not answer', async () => {
    await sort(new Error('away'));
    await sort(settings());
    await sort(new Error('away'));
    expect(log).toEqual([['settled'], ['settled', 'push', 'mail'], ['settled', 'push', 'mail']]);
  });
});

describe('a message', () => {
  const NOW = new Date('2026-11-22T23:00:00Z');
  let browsers: Record<string, 'sent' | 'gone' | Error>;
  let mails: unknown[];
  beforeEach(() => {
    [browsers, mails] = [{ one: 'sent' }, []];
  });
  const send = (changes: Partial<SendOptions> = {}) =>
    sendMessages({
      messages,
      subscriptions: {
        add: async () => '',
        list: async () =>
          Object.keys(browsers).map((subscriptionId) => ({
            subscriptionId,
            endpoint: subscriptionId,
            keys: { p256dh: '', auth: '' },
          })),
        remove: async (_ownerId, subscriptionId) => {
          log.push(['forgotten', subscriptionId]);
          return true;
        },
      },
      sendPush: async ({ subscriptionId }, sending) => {
        const answer = browsers[subscriptionId] ?? 'gone';
        if (answer instanceof Error) throw answer;
        if (answer === 'sent') log.push(['push', subscriptionId, sending.text.text]);
        return answer;
      },
      sendMail: async (to, sending) => void mails.push([to, sending]),
      dashboard: 'https://my.gw.example',
      now: () => NOW,
      log: { warn: (fields) => void log.push(['warned', fields]) },
      ...changes,
    });
  const message = (way: NoticeWay, changes: Partial<NoticeMessage> = {}): NoticeMessage[] => [
    { ownerId: ANN, way, attempts: 1, settings: settings(), ...changes },
  ];

  it('goes to every browser, and forgets those that are gone', async () => {
    due = message('push');
    browsers = { one: 'sent', two: 'gone', three: 'sent' };
    await send();
    const text = 'There is something new at your dashboard.';
    expect(log).toEqual([['push', 'one', text], ['push', 'three', text], ['forgotten', 'two'], ['sent']]);
  });

  it('that reached one browser is not repeated for another one that failed', async () => {
    due = message('push');
    browsers = { one: 'sent', two: new Error('500') };
    await send();
    expect(log.at(-1)).toEqual(['sent']);
  });

  it('that reached nobody stays due, and is given up at last, said so without an address', async () => {
    browsers = { one: new Error('https://push.example/secret') };
    due = message('push', { attempts: 11 });
    await send();
    expect(log).toEqual([]);
    due = message('push', { attempts: 12 });
    await send();
    expect(log).toEqual([['warned', { way: 'push', fault: 'Error' }], ['given_up']]);
  });

  it('goes out by mail in the language of the owner, with nothing but the address of the dashboard', async () => {
    due = message('mail', { settings: settings({ language: 'de-AT' }) });
    await send();
    expect(mails).toEqual([
      [
        'ann@example.org',
        {
          dashboard: 'https://my.gw.example',
          text: {
            subject: 'Es gibt etwas Neues',
            text: 'Es gibt etwas Neues in Ihrer Übersicht.',
            why: expect.stringContaining('Einstellungen'),
          },
        },
      ],
    ]);
    expect(log).toEqual([['sent']]);
  });

  it.each(['push', 'mail'] as const)('by %s waits while the owner wants quiet', async (way) => {
    const quietHours = { from: '22:00', until: '07:00', timeZone: 'UTC' };
    due = message(way, { settings: settings({ quietHours }) });
    await send();
    expect(log).toEqual([['put off', '2026-11-23T07:00:00.000Z']]);
    expect(mails).toEqual([]);
  });

  it('of an owner who has chosen nothing any more is sent to nobody', async () => {
    due = [...message('mail', { settings: undefined }), ...message('push', { settings: undefined })];
    await send();
    expect([log, mails]).toEqual([[['sent'], ['sent']], []]);
  });
});
