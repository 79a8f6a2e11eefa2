// The owner is told: in her list always, by push and by mail where her pod says so, and never with a word of what it is about.
import { readSettings, saveSettings } from '@parley/pod-client';
import { type NoticeView, type OwnerSettings, ownerApi, ownerSettingsSchema } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type PushService, startPushService, type TestSubscription } from '../support/push-service.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { onTheWire } from '../support/wire-asking.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

const MAIL = 'alice.canary@mail.example';
const NAME = 'Acme-canary Broadband';
const TITLE = 'A canary title';
const SENT = 'There is something new at your dashboard.';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let bob: TestOwner;
let push: PushService;
let smtp: SmtpServer;
let consent: WireConsent;
let laptop: TestSubscription;
let phone: TestSubscription;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  [acme, push, smtp] = await Promise.all([
    startTestVendor({ name: NAME }),
    startPushService(),
    startSmtpServer(),
  ]);
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, push.origin],
    settings: { PARLEY_SMTP_URL: smtp.url, PARLEY_MAIL_FROM: 'parley@gateway.example' },
  });
  [alice, bob] = await Promise.all([
    createTestOwner({ cssUrl, gateway: gateway.origin }),
    createTestOwner({ cssUrl, gateway: gateway.origin }),
  ]);
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: TITLE });
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  [laptop, phone] = [push.subscribe(), push.subscribe()];
});
afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()]);
  for (const server of [acme, push, smtp]) server?.stop();
  await gateway?.stop();
});

const settings = (changes: Partial<OwnerSettings>): OwnerSettings => ({
  ...ownerSettingsSchema.parse({ allowedApps: [] }),
  ...changes,
});
const choose = async (changes: Partial<OwnerSettings>) =>
  saveSettings(alice.pod, { settings: settings(changes), before: await readSettings(alice.pod) });
const listOf = async (owner: TestOwner) =>
  ownerApi.noticeListSchema.parse((await owner.app.call('GET', '/notices')).body);
const kinds = async (owner = alice): Promise<string[]> =>
  (await listOf(owner)).notices.map(({ kind, unusual }) => unusual ?? kind);
const soon = { timeout: 30_000, interval: 200 };
const subscribe = (browser: TestSubscription, owner = alice) =>
  owner.app.act('/push-subscriptions', browser.json);
const ways = async (owner = alice) =>
  ownerApi.noticeWaysSchema.parse((await owner.app.call('GET', '/notices/ways')).body);
/** What is new may be told again at once. */
const forgetWhenTold = () => gateway.query(`UPDATE notice_message SET sent_at = NULL, due_at = NULL`);
const subject = async (): Promise<string> => {
  const [row] = await gateway.query<{ subject: string }>('SELECT subject FROM consent LIMIT 1');
  return row?.subject ?? '';
};
let order = 0;
/** Acme asks without a browser: each time for something else, and as if it had not asked before. */
async function ask(): Promise<void> {
  await gateway.query(`DELETE FROM access_request WHERE came_by <> 'redirect'`);
  order += 1;
  const details = onTheWire(gateway, [careRequest({ benefit: `Order ${order}` })]);
  await consent.wire.ask({ details, hint: await subject() });
}

describe('an owner', () => {
  it('sees how this gateway can tell her, and names her browsers, once each', async () => {
    const { push: offered, mail } = await ways();
    expect(offered).toEqual({ publicKey: expect.stringMatching(/^B[\w-]{86}$/), subscriptions: 0 });
    expect(mail).toBe(true);
    const first = await subscribe(laptop);
    expect(first).toMatchObject({ status: 201 });
    expect((await subscribe(laptop)).body).toEqual(first.body);
    await subscribe(phone);
    expect((await ways()).push.subscriptions).toBe(2);
    expect((await ways(bob)).push.subscriptions).toBe(0);
    const { subscriptionId } = first.body as { subscriptionId: string };
    const theft = await bob.app.call('DELETE', `/push-subscriptions/${subscriptionId}`);
    expect(theft).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it.each([
    ['an address inside the network', { endpoint: 'https://10.0.0.1/push' }],
    ['an address on http', { endpoint: 'http://push.example/1' }],
    ['a key that is none', { keys: { p256dh: 'short', auth: 'A'.repeat(22) } }],
    ['more than there is', { vapid: 'x' }],
  ])('cannot name a browser by %s', async (_what, changes) => {
    const refused = await alice.app.act('/push-subscriptions', { ...laptop.json, ...changes });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });
});

describe('a first read and a request', () => {
  it('are in the list within a moment, and nowhere else while nothing was chosen', async () => {
    await consent.wire.read('/v1/issues', { accessToken: consent.accessToken, purpose: CUSTOMER_CARE });
    await ask();
    await expect.poll(async () => (await kinds()).sort(), soon).toEqual(['first_read', 'request']);
    const settled = () =>
      gateway.query(`SELECT FROM notice WHERE sort_at IS NOT NULL`).then(({ length }) => length);
    await expect.poll(settled, soon).toBe(0);
    expect(await gateway.query('SELECT FROM notice_message')).toEqual([]);
    expect([laptop.received, smtp.mails]).toEqual([[], []]);
    expect(await kinds(bob)).toEqual([]);
  });

  it('say what they are about, and are seen where the owner says so', async () => {
    const { notices, unseen } = await listOf(alice);
    expect(unseen).toBe(2);
    const about = (kind: string): NoticeView | undefined => notices.find((each) => each.kind === kind);
    expect(about('first_read')).toMatchObject({ consentId: consent.consentId, vendor: { name: NAME } });
    expect(about('request')).toMatchObject({ requestId: expect.stringMatching(/^request_/), seen: false });
    const noticeIds = notices.map(({ noticeId }) => noticeId);
    expect((await bob.app.act('/notices/seen', { noticeIds })).body).toEqual({ unseen: 0 });
    expect((await listOf(alice)).unseen).toBe(2);
    expect((await alice.app.act('/notices/seen', { noticeIds })).body).toEqual({ unseen: 0 });
    expect((await listOf(alice)).notices.map(({ seen }) => seen)).toEqual([true, true]);
  });
});

describe('where her pod says so, she is told', () => {
  it('on each of her browsers and by mail, with the same text whatever it is, and the address alone', async () => {
    await choose({ pushFor: ['request'], mailFor: ['request'], mail: MAIL, language: 'en' });
    await ask();
    await expect
      .poll(() => [laptop.received, phone.received, smtp.mails].map(({ length }) => length), soon)
      .toEqual([1, 1, 1]);
    const [message] = laptop.received;
    expect(ownerApi.pushMessageSchema.strict().parse(JSON.parse(message?.text ?? ''))).toEqual({
      text: SENT,
      dashboard: gateway.origin,
    });
    expect(message?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' });
    expect(message?.senderKey).toBe((await ways()).push.publicKey);
    const [mail] = smtp.mails;
    expect(mail?.to).toBe(MAIL);
    expect(mail?.text).toContain(SENT);
    expect(mail?.text).toContain(gateway.origin);
    expect(mail?.text).toContain('From: parley@gateway.example');
  });

  it('once of much that is new, and only of the kinds that she chose', async () => {
    await forgetWhenTold();
    await choose({ pushFor: ['vendor_held'], mailFor: [], mail: MAIL });
    const before = laptop.received.length;
    // Of a request she does not want to be told; of the hold she is, and of both at once no more than once.
    await gateway.query(`UPDATE vendor SET held_at = now(), held_reason = 'operator'`);
    await expect.poll(() => kinds(), soon).toContain('vendor_held');
    await expect.poll(() => laptop.received.length, soon).toBe(before + 1);
    await gateway.query(`UPDATE vendor SET held_at = NULL, held_reason = NULL`);
    expect(smtp.mails).toHaveLength(1);
  });

  it('and a browser that is gone is forgotten; one that is busy is tried again', async () => {
    await forgetWhenTold();
    await choose({ pushFor: ['request'], mailFor: ['request'], mail: MAIL });
    [laptop.status, phone.status, smtp.isBusy] = [410, 503, true];
    const before = phone.received.length;
    await ask();
    const attempts = async () =>
      (await gateway.query<{ attempts: number }>('SELECT attempts FROM notice_message ORDER BY way')).map(
        (row) => row.attempts,
      );
    await expect.poll(attempts, soon).toEqual([1, 1]);
    await expect.poll(async () => (await ways()).push.subscriptions, soon).toBe(1);
    [phone.status, smtp.isBusy] = [201, false];
    await gateway.query('UPDATE notice_message SET due_at = now()');
    await expect.poll(() => [phone.received.length, smtp.mails.length], soon).toEqual([before + 1, 2]);
    await expect.poll(attempts, soon).toEqual([0, 0]);
  });

  it('as she chose last, while her pod cannot be read', async () => {
    await forgetWhenTold();
    const acl = `${alice.container}settings.ttl.acl`;
    // The gateway may not read it any more, and is told so by the pod server.
    const rules = `@prefix acl: <http://www.w3.org/ns/auth/acl#>.
      <#owner> a acl:Authorization; acl:agent <${alice.webId}>; acl:accessTo <settings.ttl>; acl:mode acl:Read, acl:Write, acl:Control.`;
    const headers = { 'content-type': 'text/turtle' };
    expect((await alice.fetch(acl, { method: 'PUT', headers, body: rules })).ok).toBe(true);
    const before = phone.received.length;
    await ask();
    await expect.poll(() => phone.received.length, soon).toBe(before + 1);
    await alice.fetch(acl, { method: 'DELETE' });
  });
});

describe('nothing that is sent or kept', () => {
  it('has a word of what it is about, or of who is told', async () => {
    const canaries = [NAME, TITLE, acme.clientId, alice.webId, alice.container, consent.consentId];
    const opened = [...laptop.received, ...phone.received].map(({ text }) => text);
    const mails = smtp.mails.map(({ text }) => text);
    expect([opened.length, mails.length]).not.toContain(0);
    for (const text of [...opened, ...mails])
      for (const canary of [...canaries, 'first_read', 'request'])
        expect(text.includes(canary), canary).toBe(false);
    // What leaves for a push service, and what rests: neither the mail address nor an endpoint can be read.
    const raw = push.raw.map((body) => body.toString('latin1')).join('');
    for (const canary of [...canaries, SENT, gateway.origin]) expect(raw.includes(canary)).toBe(false);
    const tables = ['notice', 'notice_message', 'push_subscription', 'owner'];
    const rows = await Promise.all(tables.map((table) => gateway.query(`SELECT * FROM ${table}`)));
    const atRest = JSON.stringify(rows, (_key, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    );
    expect(atRest).toContain(consent.consentId);
    const endpoints = [laptop, phone].map(({ json }) => json.endpoint);
    for (const secret of [MAIL, NAME, TITLE, alice.webId, alice.container, ...endpoints]) {
      expect(atRest.includes(secret), secret).toBe(false);
      expect(gateway.logLines.join('').includes(secret), secret).toBe(false);
    }
  });
});
