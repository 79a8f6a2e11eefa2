import { clientDocument, generateVendorKey, publicVendorJwk } from '@parley/vendor-sdk';
import { createFakeGateway } from '@parley/vendor-sdk/testing';
import { receiveWebhooks } from '../support/webhook-receiver.ts';
import type { GatewayWorld } from './gateway/gateway-world.ts';
import { gatewayContract } from './gateway.contract.ts';

gatewayContract('the fake gateway of the vendor SDK', async (): Promise<GatewayWorld> => {
  const clientId = 'https://acme.example/client.json';
  const redirectUri = 'https://acme.example/callback';
  const key = await generateVendorKey();
  const issues = ['A', 'B', 'C'].map((title, index) => ({
    id: `item_${title}`,
    title,
    state: title === 'B' ? 'answered' : 'open',
    kind: 'fault',
    createdAt: `2026-11-0${index + 1}T00:00:00Z`,
    description: `about ${title}`,
  }));
  const desk: Parameters<typeof receiveWebhooks>[0] = {
    origin: 'https://acme.example',
    receive: () => new Response(),
  };
  const receiver = receiveWebhooks(desk);
  const { owner, origin, fetch } = createFakeGateway({
    receive: (request) => desk.receive(request),
    client: clientDocument({
      clientId,
      clientName: 'Acme Broadband',
      redirectUris: [redirectUri],
      keys: [await publicVendorJwk(key)],
    }),
    data: { issues, preferences: [{ id: 'item_1', topic: 'contact', statement: 'Write, do not call' }] },
  });
  return {
    origin,
    fetch,
    vendor: { clientId, redirectUri, key },
    receiver,
    answer: async (url, decision) => owner[decision](url),
    pause: async (consentId, until) => owner.pause({ consentId, ...(until !== undefined && { until }) }),
    resume: async (consentId) => owner.resume({ consentId }),
    narrow: async (consentId, fields) => owner.narrow({ fields: { issues: fields } }, { consentId }),
    withdraw: async (consentId) => owner.withdraw({ consentId }),
    muteOpenings: async (isMuted) => owner.muteOpenings(isMuted),
    attach: async (title, file) => owner.attach(`item_${title}`, file),
    close: async () => undefined,
  };
});
