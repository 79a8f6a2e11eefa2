import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSafeFetch } from '../../http/safe-fetch.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import type { Delivery } from './webhook-store.ts';

const now = () => new Date('2026-11-22T12:00:00Z');
let connections = 0;
let requests: string[] = [];
let headers: Record<string, string> = {};
const server = createServer((request, response) => {
  requests.push(`${request.method} ${request.url} ${request.headers['webhook-id']}`);
  const [, status = '204', what] = request.url?.split('/') ?? [];
  if (what === 'slow') return;
  response.writeHead(Number(status), { ...headers, location: '/204' });
  if (what === 'huge') response.end('x'.repeat(100_000));
  else if (what === 'endless') response.write('x'.repeat(100_000));
  else response.end();
});
server.on('connection', () => {
  connections += 1;
});
let origin = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  connections = 0;
  requests = [];
  headers = {};
});

const LIMITS = { maxBytes: 4_096, cutsBody: true, timeoutMs: 60_000 };
const to = (path: string, changes: Partial<Delivery> = {}, timeoutMs = LIMITS.timeoutMs) =>
  deliverWebhook(
    {
      eventId: 'event_1',
      body: '{}',
      vendorId: `${origin}/client.json`,
      url: `${origin}${path}`,
      redirectUris: [],
      attempts: 1,
      ...changes,
    },
    {
      fetch: createSafeFetch({ ...LIMITS, timeoutMs, localOrigins: [origin] }),
      sign: () => 'v1a,signature',
      now,
      signal: new AbortController().signal,
    },
  );

describe('a delivery', () => {
  it.each([200, 202, 204])('that is answered with %i has arrived', async (status) => {
    expect(await to(`/${status}`)).toEqual({ outcome: 'delivered' });
    expect(requests).toEqual([`POST /${status} event_1`]);
  });

  it.each([400, 404, 500])('that is answered with %i is tried again', async (status) => {
    expect(await to(`/${status}`)).toEqual({ outcome: 'failed', failure: 'refused' });
  });

  it('that is answered with 410 is the last', async () => {
    expect(await to('/410')).toEqual({ outcome: 'gone', failure: 'gone' });
  });

  it.each([
    ['120', 120],
    ['Sun, 22 Nov 2026 12:01:00 GMT', 60],
    ['Sun, 22 Nov 2026 11:59:00 GMT', undefined],
    ['soon', undefined],
    ['-1', undefined],
  ])('waits as the receiver asks: %s', async (text, retryAfterSeconds) => {
    headers = { 'retry-after': text };
    const asked = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    expect(await to('/503')).toEqual({ outcome: 'failed', failure: 'refused', ...asked });
  });

  it.each([301, 302, 303, 307, 308])('A52a does not follow a redirect (%i)', async (status) => {
    expect(await to(`/${status}`)).toEqual({ outcome: 'failed', failure: 'redirect_refused' });
    expect(requests).toEqual([`POST /${status} event_1`]);
  });

  it('A41b is cut off where the receiver is slow', async () => {
    expect(await to('/200/slow', {}, 300)).toEqual({ outcome: 'failed', failure: 'timed_out' });
  });

  it('A41b goes by the status of an answer that is huge or does not end, and reads no more than 4 KB of it', async () => {
    expect(await to('/200/huge')).toEqual({ outcome: 'delivered' });
    expect(await to('/500/huge')).toEqual({ outcome: 'failed', failure: 'refused' });
    expect(await to('/200/endless')).toEqual({ outcome: 'delivered' });
  });

  it('A52b makes no connection where the host has got a private address since', async () => {
    const resolve = ((_host: string, _options: object, done: (error: null, found: LookupAddress[]) => void) =>
      done(null, [{ address: '127.0.0.1', family: 4 }])) as never;
    const outcome = await deliverWebhook(
      {
        eventId: 'event_1',
        body: '{}',
        vendorId: 'https://acme.example/client.json',
        url: 'https://acme.example/webhooks',
        redirectUris: [],
        attempts: 1,
      },
      {
        fetch: createSafeFetch({ ...LIMITS, localOrigins: [], resolve }),
        sign: () => '',
        now,
        signal: AbortSignal.timeout(30_000),
      },
    );
    expect(outcome).toEqual({ outcome: 'failed', failure: 'address_refused' });
    expect(connections).toBe(0);
  });

  it('A41b is not sent where the address is not the vendor’s own any more', async () => {
    const vendorId = 'https://acme.example/client.json';
    expect(await to('/200', { vendorId })).toEqual({ outcome: 'gone', failure: 'address_refused' });
    expect(connections).toBe(0);
    expect(await to('/200', { vendorId, redirectUris: [`${origin}/callback`] })).toEqual({
      outcome: 'delivered',
    });
  });
});
