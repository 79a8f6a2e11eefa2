import { once } from 'node:events';
import { Agent, createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { drainServer } from './drain-server.ts';

async function listening(answer: Parameters<typeof createServer>[1]): Promise<Server> {
  // None is closed for being idle.
  const server = Object.assign(createServer(answer), { keepAliveTimeout: 0 });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

/** What becomes of the connection, and the text. `undefined`: no answer came, or not all of it. */
const ask = (port: number, agent: Agent): Promise<string | undefined> =>
  new Promise((resolve) => {
    get({ agent, port, host: '127.0.0.1' }, (answer) => {
      let text = '';
      answer.on('data', (bytes) => {
        text += String(bytes);
      });
      const { connection } = answer.headers;
      answer.on('close', () => resolve(answer.complete ? `${connection}: ${text}` : undefined));
    }).on('error', () => resolve(undefined));
  });

it('ends though a caller asks without a pause, and cuts off no answer', async () => {
  const server = await listening((_request, response) => setImmediate(() => response.end('whole')));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { port } = server.address() as AddressInfo;
  const underWay = ask(port, agent);
  await once(server, 'request');
  const drained = drainServer(server, { withinMs: 600_000 });
  const next = ask(port, agent);
  expect(await underWay).toBe('keep-alive: whole');
  // On a machine that stands still in between, its connection is idle and closed.
  expect(['close: whole', undefined]).toContain(await next);
  await drained;
  agent.destroy();
});

it('ends with the answer under way, though its caller would keep the connection', async () => {
  const server = await listening((_request, response) => setImmediate(() => response.end('whole')));
  const agent = new Agent({ keepAlive: true });
  const { port } = server.address() as AddressInfo;
  const underWay = ask(port, agent);
  await once(server, 'request');
  await drainServer(server, { withinMs: 600_000 });
  expect(await underWay).toBe('keep-alive: whole');
  agent.destroy();
});

it('cuts off in the end what never ends', async () => {
  const server = await listening((_request, response) => void response.write('begun'));
  const agent = new Agent();
  const { port } = server.address() as AddressInfo;
  const answer = ask(port, agent);
  await once(server, 'request');
  await drainServer(server, { withinMs: 50 });
  expect(await answer).toBeUndefined();
});
