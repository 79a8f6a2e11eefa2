import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONNECTION_LIMITS, createHttpServer } from './create-http-server.ts';

const answer = (_request: unknown, response: ServerResponse): void => void response.end('here');
const hasty = createHttpServer(answer, {
  maxConnections: 100,
  limits: { ...CONNECTION_LIMITS, headersMs: 200, requestMs: 400, checkEveryMs: 50 },
});
const small = createHttpServer(answer, { maxConnections: 3 });
beforeAll(async () => {
  for (const server of [hasty, small]) await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  for (const server of [hasty, small]) {
    server.closeAllConnections();
    server.close();
  }
});

const GET = 'GET / HTTP/1.1\r\nHost: gateway.example\r\n';

/** What a connection gets to read until the server closes it. */
async function said(socket: Socket, ...sent: string[]): Promise<string> {
  let text = '';
  socket.on('data', (bytes) => {
    text += String(bytes);
  });
  for (const each of sent) socket.write(each);
  // Not `once` of events, which takes a reset for a fault.
  await new Promise((closed) => socket.once('close', closed));
  return text;
}
const dial = (server: Server): Socket =>
  connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);

it.each([
  ['never says anything', []],
  ['never ends its headers', [GET, 'X-More: 1\r\n']],
  ['never ends its body', ['POST / HTTP/1.1\r\nHost: gateway.example\r\nContent-Length: 9\r\n\r\nab']],
])('cuts off a caller that %s', async (_what, sent) => {
  const text = await said(dial(hasty), ...sent);
  if (sent.length > 0 && !text.startsWith('HTTP/1.1 200')) expect(text).toMatch(/^HTTP\/1\.1 408 /);
});

it('refuses headers beyond 16 KiB', async () => {
  const text = await said(dial(hasty), `${GET}X-Long: ${'x'.repeat(CONNECTION_LIMITS.headerBytes)}\r\n\r\n`);
  expect(text).toMatch(/^HTTP\/1\.1 431 /);
});

it('takes so many connections at once, and drops further ones', async () => {
  const held = [dial(small), dial(small), dial(small)];
  await Promise.all(held.map((socket) => once(socket, 'connect')));
  const further = dial(small);
  expect(await said(further, `${GET}\r\n`)).toBe('');
  held[0]?.destroy();
  await expect.poll(async () => said(dial(small), `${GET}Connection: close\r\n\r\n`)).toContain('200 OK');
  for (const socket of held) socket.destroy();
});
