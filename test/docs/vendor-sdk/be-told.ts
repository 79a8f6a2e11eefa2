import { createWebhookHandler, type GatewayClient, type WebhookHandler } from '@parley/vendor-sdk';

export async function beTold(
  gateway: GatewayClient,
  stopUsing: (consentId: string) => Promise<void>,
): Promise<WebhookHandler> {
  const { publicKeys } = await gateway.webhooks.register({ url: 'https://acme.example/parley' });
  return createWebhookHandler({
    publicKeys,
    async onEvent({ type, data }) {
      const isOver = type === 'consent.withdrawn' || type === 'consent.expired' || type === 'consent.revoked';
      if (isOver && data.consent_id !== undefined) await stopUsing(data.consent_id);
    },
  });
}
