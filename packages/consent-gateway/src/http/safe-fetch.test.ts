import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isPublicAddress } from './safe-fetch/public-address.ts';
import { createSafeFetch } from './safe-fetch.ts';

let connections = 0;
const server = createServer((request, response) => {
  if (request.url === '/redirect') response.writeHead(302, { location: '/' }).end();
  else if (request.url === '/large') response.end('x'.repeat(3_000));
  else if (request.url === '/bomb')
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000)));
  else if (request.url === '/slow') response.write('x');
  else if (request.url === '/drip') setInterval(() => response.write('x'), 20).unref();
  else if (request.url === '/unchanged') response.writeHead(304, { etag: '"1"' }).end();
  else response.end(`${request.method} ${request.headers['x-probe'] ?? ''}`);
});
server.on('connection', () => {
  connections += 1;
});
let origin = '';
let port = 0;

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const limits = { maxBytes: 2_000, timeoutMs: 2_000 };
/** A resolver that answers every name with the given addresses. */
const answering = (...addresses: string[]) =>
  ((_host: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as never;

describe('in local mode', () => {
  it('reaches a listed origin, and no other port, scheme, spelling or credentials of it', async () => {
    const safeFetch = createSafeFetch({ ...limits, localOrigins: [origin] });
    const response = await safeFetch(`${origin}/x`, { method: 'PUT', headers: { 'x-probe': 'here' } });
    expect(await response.text()).toBe('PUT here');
    expect(response.url).toBe(`${origin}/x`);
    const before = connections;
    for (const address of [
      `http://127.0.0.1:${port + 1}/`,
      `https://127.0.0.1:${port}/`,
      `http://localhost:${port}/`,
      `http://user@127.0.0.1:${port}/`,
      'https://10.0.0.1/',
    ]) {
      await expect(safeFetch(address)).rejects.toMatchObject({ code: 'address_refused' });
    }
    expect(connections).toBe(before);
  });

  it('dials a listed name only when it resolves to this machine', async () => {
    const localOrigins = [`http://localhost:${port}`];
    const elsewhere = createSafeFetch({ ...limits, localOrigins, resolve: answering('93.184.215.14') });
    await expect(elsewhere(`${localOrigins[0]}/`)).rejects.toMatchObject({ code: 'address_refused' });
    const here = createSafeFetch({ ...limits, localOrigins, resolve: answering('127.0.0.1') });
    expect((await here(`${localOrigins[0]}/`)).status).toBe(200);
  });

  it('reaches a listed name below localhost, and asks the resolver, which may not know it, for localhost', async () => {
    const localOrigins = [`http://pod.localhost:${port}`];
    const resolve = vi.fn(answering('127.0.0.1') as (...args: unknown[]) => void);
    const safeFetch = createSafeFetch({ ...limits, localOrigins, resolve: resolve as never });
    expect((await safeFetch(`${localOrigins[0]}/`)).status).toBe(200);
    expect(resolve.mock.calls.map(([name]) => name)).toEqual(['localhost']);
  });

  it.each([
    'http://example.com',
    'http://notlocalhost',
    'http://localhost.example',
    'https://10.0.0.1',
    'http://localhost:80',
    'http://localhost:3000/',
    'localhost',
    '*',
  ])('does not take %s as an origin of this machine', (listed) => {
    expect(() => createSafeFetch({ ...limits, localOrigins: [listed] })).toThrow(TypeError);
  });

  it('takes a Request as well as an address', async () => {
    const safeFetch = createSafeFetch({ ...limits, localOrigins: [origin] });
    const response = await safeFetch(
      new Request(origin, { method: 'POST', body: 'b', headers: { 'x-probe': 'r' } }),
    );
    expect(await response.text()).toBe('POST r');
  });
});

describe('cuts off', () => {
  const local = () => createSafeFetch({ maxBytes: 2_000, timeoutMs: 300, localOrigins: [origin] });

  it('an answer that is too large, also after decompression', async () => {
    await expect(local()(`${origin}/large`)).rejects.toMatchObject({ code: 'too_large' });
    await expect(local()(`${origin}/bomb`)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('a redirect', async () => {
    await expect(local()(`${origin}/redirect`)).rejects.toMatchObject({ code: 'redirect_refused' });
  });

  it('A37d an answer that does not end', async () => {
    await expect(local()(`${origin}/slow`)).rejects.toMatchObject({ code: 'timed_out' });
    // Never silent for long, and never done.
    await expect(local()(`${origin}/drip`)).rejects.toMatchObject({ code: 'timed_out' });
  });

  it("on the caller's own signal, with the caller's reason", async () => {
    const reason = new Error('the caller stopped');
    await expect(local()(`${origin}/`, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('a server that has gone, naming no address', async () => {
    const gone = createServer();
    await once(gone.listen(0, '127.0.0.1'), 'listening');
    const goneOrigin = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`;
    await new Promise((resolve) => gone.close(resolve));
    const safeFetch = createSafeFetch({ ...limits, localOrigins: [goneOrigin] });
    const fault = await safeFetch(goneOrigin).catch((error: Error) => error);
    expect(fault).toMatchObject({
      message: 'An address from outside gave nothing: unreachable (ECONNREFUSED).',
    });
    expect(fault).not.toHaveProperty('cause');
  });
});

it('passes an answer without a body', async () => {
  const response = await createSafeFetch({ ...limits, localOrigins: [origin] })(`${origin}/unchanged`);
  expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([304, '"1"', '']);
});

it.each(['93.184.215.14', '8.8.8.8', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '2a00:1450:4001::1'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);
