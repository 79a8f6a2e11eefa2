// What a vendor is told, at a receiver of its own over HTTP.
import { type Webhook, webhookSchema } from '@parley/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { careRequest, inDays } from '../support/requests.ts';
import { knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { receiveWebhooks, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';

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
  receiver.reset();
  expect((await register(receiver.url)).status).toBe(200);
});

const register = (url: string, types?: string[]) =>
  wire.call('/v1/webhook', { method: 'PUT', body: { url, ...(types && { types }) } });
const shown = async (): Promise<Webhook> => webhookSchema.parse((await wire.call('/v1/webhook')).body);
const obtain = (): Promise<WireConsent> =>
  obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
const patience = { timeout: 60_000, interval: 50 };
const toBeTold = (consentId: string, events: readonly string[]) =>
  expect.poll(() => receiver.told(consentId), patience).toEqual(events);

describe('a vendor with a webhook', () => {
  it('tries it', async () => {
    const { status, body } = await wire.call('/v1/webhook/test', { method: 'POST' });
    expect(status).toBe(202);
    await expect
      .poll(() => receiver.received.map(({ event }) => event), patience)
      .toEqual([{ id: body['event_id'], type: 'webhook.test', timestamp: expect.any(String), data: {} }]);
    await expect.poll(shown, patience).toMatchObject({ state: 'active', failures: 0, waiting: 0 });
    expect((await shown()).last_success_at).toEqual(expect.any(String));
  });

  it('is told of each act on a consent, in order, and by when to delete', async () => {
    const { consentId } = await obtain();
    const resumesAt = inDays(3);
    await alice.app.pause(consentId, resumesAt);
    await alice.app.resume(consentId);
    await alice.app.withdraw(consentId);
    await toBeTold(consentId, [
      '1 consent.given',
      '2 consent.paused',
      '3 consent.resumed',
      '4 consent.withdrawn',
      '5 consent.deletion_due',
    ]);
    const [requested, given, paused, , withdrawn, due] = receiver.received.map(({ event }) => event);
    expect(requested).toMatchObject({ type: 'consent.requested' });
    expect(requested?.data).toEqual({ request_sha256: given?.data.request_sha256 });
    expect(paused?.data).toMatchObject({ consent_version: 1, resumes_at: resumesAt });
    const days = Date.parse(due?.data.delete_by ?? '') - Date.parse(withdrawn?.timestamp ?? '');
    expect(days).toBe(30 * 86_400_000);
  });
});
