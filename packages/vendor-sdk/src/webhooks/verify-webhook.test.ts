import { describe, expect, it } from 'vitest';
import { signTestWebhook, TEST_WEBHOOK_PUBLIC_KEY } from '../testing/sign-test-webhook.ts';
import { verifyWebhook, type WebhookDelivery } from './verify-webhook.ts';

const publicKeys = [TEST_WEBHOOK_PUBLIC_KEY];
const at = new Date('2026-11-22T12:00:00Z');
const later = (seconds: number) => () => new Date(at.getTime() + seconds * 1000);
const SENT = { type: 'consent.withdrawn', data: { consent_id: 'consent_1', sequence: 2 }, at } as const;

async function delivery(changes: { headers?: Record<string, string>; body?: string } = {}) {
  const request = await signTestWebhook(SENT);
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(changes.headers ?? {})) headers.set(name, value);
  return { headers, body: changes.body ?? (await request.text()) } satisfies WebhookDelivery;
}

/** Of Standard Webhooks: `whsk_` and `whpk_` of one key, and what it signed. */
const EXAMPLE = {
  publicKey: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature':
      'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
  },
  body: '{"test": 2432232314}',
};

describe('a delivery', () => {
  it('that its gateway has just signed is the event', async () => {
    const event = await verifyWebhook(await delivery(), { publicKeys, now: later(299) });
    expect(event).toMatchObject({ type: 'consent.withdrawn', data: SENT.data });
  });

  it('is verified as Standard Webhooks has it (v1a), before its words are looked at', async () => {
    const now = () => new Date(1614265330 * 1000);
    const verifying = verifyWebhook(EXAMPLE, { publicKeys: [EXAMPLE.publicKey], now });
    await expect(verifying).rejects.toMatchObject({ code: 'webhook_not_understood' });
    const changed = verifyWebhook(
      { ...EXAMPLE, body: '{"test": 2432232315}' },
      { publicKeys: [EXAMPLE.publicKey], now },
    );
    await expect(changed).rejects.toMatchObject({ code: 'webhook_signature_invalid' });
  });

  it('may be signed by any key of several, among other signatures', async () => {
    const sent = await delivery();
    const signature = sent.headers.get('webhook-signature');
    sent.headers.set('webhook-signature', `v1,AAAA v1a,AAAA v1a,! ${signature}`);
    const keys = [EXAMPLE.publicKey, ...publicKeys];
    expect(await verifyWebhook(sent, { publicKeys: keys, now: later(0) })).toMatchObject({ type: SENT.type });
  });

  it('comes with headers in whatever form a server has them', async () => {
    const { headers, body } = await delivery();
    const upper = Object.fromEntries([...headers].map(([name, value]) => [name.toUpperCase(), value]));
    const bytes = new TextEncoder().encode(body);
    const event = await verifyWebhook({ headers: upper, body: bytes }, { publicKeys, now: later(0) });
    expect(event.type).toBe(SENT.type);
  });

  it.each<[string, Parameters<typeof delivery>[0]]>([
    ['another body', { body: '{}' }],
    ['another id', { headers: { 'webhook-id': 'event_other' } }],
    ['another time', { headers: { 'webhook-timestamp': '1795348801' } }],
    ['no signature', { headers: { 'webhook-signature': '' } }],
    ['a signature of another kind', { headers: { 'webhook-signature': 'v1,AAAA' } }],
    ['a signature that is none', { headers: { 'webhook-signature': 'v1a,!' } }],
  ])('A41a with %s is refused', async (_what, changes) => {
    const verifying = verifyWebhook(await delivery(changes), { publicKeys, now: later(0) });
    await expect(verifying).rejects.toMatchObject({ code: 'webhook_signature_invalid' });
  });

  it('A41a of another gateway is refused', async () => {
    const verifying = verifyWebhook(await delivery(), { publicKeys: [EXAMPLE.publicKey], now: later(0) });
    await expect(verifying).rejects.toMatchObject({ code: 'webhook_signature_invalid' });
  });

  it.each([301, -301])('A41a signed %i seconds ago is refused', async (seconds) => {
    const verifying = verifyWebhook(await delivery(), { publicKeys, now: later(seconds) });
    await expect(verifying).rejects.toMatchObject({ code: 'webhook_out_of_time' });
  });

  it.each(['', 'whpk_', 'whsec_AAAA', 'whpk_AAAA', 'whpk_!'])(
    'is not verified by the key "%s"',
    async (key) => {
      const verifying = verifyWebhook(await delivery(), { publicKeys: [key], now: later(0) });
      await expect(verifying).rejects.toMatchObject({ code: 'invalid_options' });
    },
  );
});
