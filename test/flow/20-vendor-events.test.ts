// What a vendor is told, at a receiver of its own over HTTP.
import { eventsPageSchema } from '@parley/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { careRequest } from '../support/requests.ts';
import { knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { receiveWebhooks, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';

const patience = { timeout: 60_000, interval: 50 };

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let receiver: WebhookReceiver;
let wire: WireVendor;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
    webhooks: { timeoutMs: 1_500, retrySeconds: [0.05, 0.05] },
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  wire = await createWireVendor(acme, gateway.origin);
  receiver = receiveWebhooks(acme);
});
afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});
beforeEach(async () => {
  expect((await register(receiver.url)).status).toBe(200);
  await expect.poll(async () => (await wire.call('/v1/webhook')).body['waiting'], patience).toBe(0);
  receiver.reset();
});

const register = (url: string) => wire.call('/v1/webhook', { method: 'PUT', body: { url } });
const obtain = (): Promise<WireConsent> =>
  obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
const toBeTold = (consentId: string, events: readonly string[]) =>
  expect.poll(() => receiver.told(consentId), patience).toEqual(events);

describe('a vendor with a webhook', () => {
  it('gets what it did not take again, before anything later of the same consent; others do not wait for it', async () => {
    const [one, other] = [await obtain(), await obtain()];
    let failures = 2;
    receiver.answer = ({ event }) => {
      const fails = event.data.consent_id === one.consentId && event.type === 'consent.paused';
      if (fails) failures -= 1;
      return new Response(null, { status: fails && failures >= 0 ? 500 : 204 });
    };
    for (const { consentId } of [one, other]) {
      await alice.app.pause(consentId);
      await alice.app.withdraw(consentId);
    }
    const all = ['1 consent.given', '2 consent.paused', '3 consent.withdrawn', '4 consent.deletion_due'];
    await toBeTold(other.consentId, all);
    await toBeTold(one.consentId, all);
    const tried = receiver.received.filter(({ event }) => event.data.consent_id === one.consentId);
    expect(tried.map(({ event }) => event.data.sequence)).toEqual([1, 2, 2, 2, 3, 4]);
    const [first, second] = tried.filter(({ event }) => event.data.sequence === 2);
    expect(first?.request.headers.get('webhook-id')).toBe(second?.request.headers.get('webhook-id'));
  });

  it('is told of nothing but that it asked, where the owner refuses', async () => {
    const wireOfItsOwn = await createWireVendor(acme, gateway.origin);
    const details = [careRequest()].map((entry) => ({
      type: 'urn:parley:data-access',
      locations: [`${gateway.origin}/v1`],
      ...entry,
    }));
    const pushed = await wireOfItsOwn.push({ details });
    const query = new URLSearchParams({
      client_id: acme.clientId,
      request_uri: String(pushed.body['request_uri']),
    });
    const browser = createBrowser();
    const page = await browser.open(`${gateway.origin}/auth?${query}`);
    const request = await alice.app.claim(page.url, browser);
    await request.refuse();
    await wire.call('/v1/webhook/test', { method: 'POST' });
    await expect
      .poll(() => receiver.told().sort(), patience)
      .toEqual(['- consent.requested', '- webhook.test']);
  });

  it('is told of what came to an end while the database was lost, with numbers above all that were used', async () => {
    const [lasting, ended] = [await obtain(), await obtain()];
    await alice.app.withdraw(ended.consentId);
    await gateway.loseDatabase();
    receiver.reset();
    expect((await register(receiver.url)).status).toBe(200);
    await alice.app.withdraw(lasting.consentId);
    const withdrawn = async ({ consentId }: WireConsent) => {
      const { events } = eventsPageSchema.parse((await wire.call('/v1/events?limit=200')).body);
      return events.filter(({ type, data }) => type === 'consent.withdrawn' && data.consent_id === consentId);
    };
    for (const consent of [lasting, ended]) {
      await expect.poll(() => withdrawn(consent), patience).toHaveLength(1);
      const [event] = await withdrawn(consent);
      expect(event?.data.sequence).toBeGreaterThan(1_700_000_000);
    }
    await expect.poll(() => receiver.told(lasting.consentId).length, patience).toBe(2);
  });
});
