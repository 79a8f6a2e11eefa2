import { createECDH } from 'node:crypto';
import { expect, it } from 'vitest';
import { messageText } from '../../notify/message-text.ts';
import { pushKeys } from '../../secrets/push-keys.ts';
import { memorySecrets } from '../../testing/memory-secrets.ts';
import { createPushSender } from './push-sender.ts';

const browserKey = createECDH('prime256v1').generateKeys('base64url');
const browser = {
  subscriptionId: '1',
  endpoint: 'https://push.example/secret',
  keys: { p256dh: browserKey, auth: 'A'.repeat(22) },
};
const sending = { text: messageText(undefined), dashboard: 'https://my.gw.example' };

async function send(status: number, to = browser) {
  const asked: { url: string; init: RequestInit }[] = [];
  const push = createPushSender({
    fetch: async (url, init) => {
      asked.push({ url: String(url), init: init ?? {} });
      return new Response(null, { status });
    },
    keys: pushKeys(await memorySecrets()),
    contact: 'mailto:gw@example.org',
  });
  return { answer: push(to, sending), asked };
}

it('goes out by the fetch that it is given, encrypted, with a limit in time', async () => {
  const { answer, asked } = await send(201);
  expect(await answer).toBe('sent');
  expect(asked.map(({ url }) => url)).toEqual(['https://push.example/secret']);
  const { method, headers, body, signal } = asked[0]?.init ?? {};
  expect(method).toBe('POST');
  expect(Object.fromEntries(headers as [string, string][])).toMatchObject({
    'Content-Encoding': 'aes128gcm',
    TTL: '86400',
    Topic: 'parley',
    Authorization: expect.stringMatching(/^vapid t=/),
  });
  expect(Buffer.from(body as Uint8Array).toString('latin1')).not.toContain('dashboard');
  expect(signal).toBeInstanceOf(AbortSignal);
});

it.each([404, 410])('takes %i for a browser that is gone', async (status) => {
  expect(await (await send(status)).answer).toBe('gone');
});

it.each([301, 400, 429, 500])(
  'takes %i for something that may work later, and does not say where',
  async (status) => {
    const { answer } = await send(status);
    await expect(answer).rejects.toThrow(`a push service answered ${status}`);
  },
);

it('takes keys that are no point of the curve for a browser that never was, and asks nobody', async () => {
  const { answer, asked } = await send(201, {
    ...browser,
    keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
  });
  expect(await answer).toBe('gone');
  expect(asked).toEqual([]);
});
