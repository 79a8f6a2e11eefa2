import { describe, expect, it } from 'vitest';
import { memorySecrets } from '../testing/memory-secrets.ts';
import { webhookKey, webhookKeyFrom } from './webhook-keys.ts';

/** The example that implementations of Standard Webhooks share: `whsk_` is seed and public key. */
const EXAMPLE = {
  secret: '6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
  publicKey: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
  sent: { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' },
  signature: 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
};

describe('the key of a webhook', () => {
  it('signs as Standard Webhooks has it (v1a)', () => {
    const key = webhookKeyFrom(Buffer.from(EXAMPLE.secret, 'base64').subarray(0, 32));
    expect(key.publicKey).toBe(EXAMPLE.publicKey);
    expect(key.sign(EXAMPLE.sent)).toBe(EXAMPLE.signature);
  });

  it('stays the same, and is another one for another vendor and at another gateway', async () => {
    const secrets = await memorySecrets();
    const one = webhookKey(secrets, 'https://acme.example/client').publicKey;
    expect(webhookKey(secrets, 'https://acme.example/client').publicKey).toBe(one);
    expect(webhookKey(secrets, 'https://globex.example/client').publicKey).not.toBe(one);
    const others = { derive: () => Buffer.alloc(32, 7) };
    expect(webhookKey(others, 'https://acme.example/client').publicKey).not.toBe(one);
  });
});
