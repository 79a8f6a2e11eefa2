import { addAttachment, type Pod, readCategory, saveMuted } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { inject } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import type { GatewayWorld } from '../contracts/gateway/gateway-world.ts';
import { gatewayContract } from '../contracts/gateway.contract.ts';
import { addIssue, addPreference, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor } from '../support/test-vendor.ts';
import { receiveWebhooks } from '../support/webhook-receiver.ts';

gatewayContract('the real gateway', async (): Promise<GatewayWorld> => {
  const cssUrl = inject('cssUrl');
  const vendor = await startTestVendor();
  const postgresUrl = inject('postgresUrl');
  const gateway = await startTestGateway({
    postgresUrl,
    localOrigins: [cssUrl, vendor.origin],
    webhooks: { timeoutMs: 10_000, retrySeconds: [0.05, 0.05] },
  });
  const owner = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await seed(owner, vendor.clientId);
  const { app } = owner;
  return {
    origin: gateway.origin,
    fetch: globalThis.fetch,
    vendor,
    receiver: receiveWebhooks(vendor),
    async answer(url, decision) {
      const browser = createBrowser();
      const page = await browser.open(url);
      const request = await app.claim(page.url, browser);
      const decided = decision === 'give' ? request.give(request.details) : request[decision]();
      const { continueUrl } = await decided;
      return (await browser.open(continueUrl, { stopAt: [vendor.redirectUri] })).url;
    },
    pause: async (consentId, until) => void (await app.pause(consentId, until)),
    resume: async (consentId) => void (await app.resume(consentId)),
    withdraw: async (consentId) => void (await app.withdraw(consentId)),
    async narrow(consentId, fields) {
      const consents = await app.consents();
      const { details = [] } = consents.find((consent) => consent.consentId === consentId) ?? {};
      const kept = { datatypes: ['issues'], fields: { issues: { required: [...fields], optional: [] } } };
      await app.narrow(
        consentId,
        details.map((entry) => ({ ...entry, ...kept })),
      );
    },
    muteOpenings: (isMuted) =>
      saveMuted(owner.pod, { category: categoryOf('issues'), of: { vendorId: vendor.clientId }, isMuted }),
    async attach(title, file) {
      const { items } = await readAll(owner.pod);
      const itemId = items.find(({ fields }) => fields['title'] === title)?.id ?? '';
      await addAttachment(owner.pod, { ...file, category: categoryOf('issues'), itemId });
    },
    async close() {
      await owner.close();
      vendor.stop();
      await gateway.stop();
    },
  };
});

async function readAll(pod: Pod): Promise<{ items: readonly DataItem[] }> {
  const reading = await readCategory(pod, { category: categoryOf('issues') });
  return reading.status === 'read' ? reading : { items: [] };
}

/** What the contract expects in the pod. */
async function seed({ pod }: TestOwner, clientId: string): Promise<void> {
  await knowVendor(pod, { id: 'acme', clientId });
  for (const [index, title] of ['A', 'B', 'C'].entries()) {
    const createdAt = `2026-11-0${index + 1}T00:00:00.000Z`;
    const state = title === 'B' ? 'answered' : 'open';
    await addIssue(pod, 'acme', { title, state, createdAt, description: `about ${title}` });
  }
  await addPreference(pod, ['acme'], { topic: 'contact', statement: 'Write, do not call' });
}
