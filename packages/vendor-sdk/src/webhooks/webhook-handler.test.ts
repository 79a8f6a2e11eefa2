import { Readable } from 'node:stream';
import type { VendorEvent } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { signTestWebhook, TEST_WEBHOOK_PUBLIC_KEY } from '../testing/sign-test-webhook.ts';
import { createMemorySeenEvents } from './seen-events.ts';
import { createNodeWebhookHandler, createWebhookHandler } from './webhook-handler.ts';

function receiver(changes: { fails?: number; publicKeys?: string[] } = {}) {
  const events: VendorEvent[] = [];
  let fails = changes.fails ?? 0;
  const options = {
    publicKeys: () => changes.publicKeys ?? [TEST_WEBHOOK_PUBLIC_KEY],
    onEvent(event: VendorEvent) {
      fails -= 1;
      if (fails >= 0) throw new Error('the desk is closed');
      events.push(event);
    },
  };
  return { events, handle: createWebhookHandler(options), handleNode: createNodeWebhookHandler(options) };
}
const sent = () => signTestWebhook({ type: 'consent.paused', data: { consent_id: 'consent_1' } });

describe('a receiver', () => {
  it('A41a takes an event once, however often it comes', async () => {
    const { events, handle } = receiver();
    const delivery = await sent();
    const copies = [delivery.clone(), delivery.clone(), delivery];
    const statuses = [];
    for (const copy of copies) statuses.push((await handle(copy)).status);
    expect(statuses).toEqual([204, 204, 204]);
    expect(events).toHaveLength(1);
  });

  it('gets an event again that it failed to handle', async () => {
    const { events, handle } = receiver({ fails: 1 });
    const delivery = await sent();
    await expect(handle(delivery.clone())).rejects.toThrow('the desk is closed');
    expect((await handle(delivery)).status).toBe(204);
    expect(events).toHaveLength(1);
  });

  it('answers what is not signed with 401, and hands nothing on', async () => {
    const { events, handle } = receiver({
      publicKeys: ['whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4='],
    });
    expect((await handle(await sent())).status).toBe(401);
    expect(events).toEqual([]);
  });

  it('answers a genuine event of a kind to come with success, and hands it to nobody', async () => {
    const { events, handle } = receiver();
    const unknown = 'consent.framed' as 'consent.paused';
    expect((await handle(await signTestWebhook({ type: unknown }))).status).toBe(204);
    expect(events).toEqual([]);
  });

  it('takes POST alone, and no more than 64 KB', async () => {
    const { handle } = receiver();
    expect((await handle(new Request('https://acme.example/'))).status).toBe(405);
    const large = new Request('https://acme.example/', { method: 'POST', body: 'x'.repeat(65_537) });
    expect((await handle(large)).status).toBe(413);
  });
});

describe('a receiver on node:http or express', () => {
  async function send(change: (body: string) => { body?: unknown; chunks?: string[] }) {
    const { events, handleNode } = receiver();
    const delivery = await sent();
    const { body, chunks = [] } = change(await delivery.text());
    const request = Object.assign(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), {
      method: 'POST',
      headers: { ...Object.fromEntries(delivery.headers), host: 'acme.example' },
      body,
    });
    const response = { statusCode: 200, setHeader: () => undefined, end: () => undefined };
    let fault: unknown;
    await handleNode(request, response, (given) => {
      fault = given;
    });
    return { status: response.statusCode, events, fault };
  }

  it.each<[string, Parameters<typeof send>[0]]>([
    ['that nobody has read', (body) => ({ chunks: [body.slice(0, 10), body.slice(10)] })],
    ['as bytes', (body) => ({ body: Buffer.from(body) })],
    ['as text', (body) => ({ body })],
  ])('takes a body %s', async (_what, change) => {
    expect(await send(change)).toMatchObject({ status: 204, events: [{ type: 'consent.paused' }] });
  });

  it('says so where the body was parsed before', async () => {
    const { fault, events } = await send((body) => ({ body: JSON.parse(body) }));
    expect(fault).toMatchObject({
      code: 'invalid_options',
      message: expect.stringContaining('express.json()'),
    });
    expect(events).toEqual([]);
  });

  it('answers 413 for what is too large', async () => {
    expect((await send(() => ({ chunks: ['x'.repeat(40_000), 'x'.repeat(40_000)] }))).status).toBe(413);
  });
});

it('what is remembered is bounded, the oldest forgotten first', () => {
  const seen = createMemorySeenEvents({ mostKept: 2 });
  for (const id of ['a', 'b', 'c']) void seen.add(id);
  expect(['a', 'b', 'c'].map((id) => seen.has(id))).toEqual([false, true, true]);
});
