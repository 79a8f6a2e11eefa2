import { expect, it } from 'vitest';
import { generateRequestDetails } from 'web-push';
import { memorySecrets } from '../testing/memory-secrets.ts';
import { pushKeys } from './push-keys.ts';

it('are a key pair that stays the same, and another one at another gateway', async () => {
  const secrets = await memorySecrets();
  expect(pushKeys(secrets)).toEqual(pushKeys(secrets));
  expect(pushKeys(secrets).publicKey).toMatch(/^B[\w-]{86}$/);
  const others = { derive: () => Buffer.alloc(32, 7) };
  expect(pushKeys(others).publicKey).not.toBe(pushKeys(secrets).publicKey);
});

it('sign what push services take for a proof of this gateway', async () => {
  const keys = pushKeys(await memorySecrets());
  const { headers } = generateRequestDetails(
    { endpoint: 'https://push.example/1', keys: { p256dh: keys.publicKey, auth: 'A'.repeat(22) } },
    'text',
    { vapidDetails: { subject: 'mailto:gw@example.org', ...keys } },
  );
  expect(headers?.['Authorization']).toContain(`k=${keys.publicKey}`);
});
