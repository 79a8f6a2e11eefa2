// A fake gateway behind real HTTP, with a desk beside it where the suite tells the owner what to do.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFakeGateway, type FakeGateway, type FakeGatewayOptions } from '@parley/vendor-sdk/testing';

export interface ServedGateway {
  readonly origin: string;
  readonly desk: string;
  stop(): void;
}

const DESK = '/desk/';
const FLOOD_BYTES = 8 * 1024 * 1024 + 1;

export async function serveGateway(options: Omit<FakeGatewayOptions, 'origin'>): Promise<ServedGateway> {
  let gateway: FakeGateway | undefined;
  const server = createServer((incoming, outgoing) => {
    if (gateway === undefined) outgoing.destroy();
    else void answer(incoming, outgoing, gateway).catch(() => outgoing.destroy());
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  gateway = createFakeGateway({ ...options, origin });
  return {
    origin,
    desk: `${origin}${DESK.slice(0, -1)}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  gateway: FakeGateway,
): Promise<void> {
  const url = new URL(incoming.url ?? '', gateway.origin);
  const body = await textOf(incoming);
  const isToDesk = url.pathname.startsWith(DESK);
  const response = isToDesk
    ? atDesk(url.pathname.slice(DESK.length), JSON.parse(body), gateway)
    : await gateway.handle(requestOf(incoming, url, body));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) text += chunk;
  return text;
}

function requestOf({ method = 'GET', headersDistinct }: IncomingMessage, url: URL, body: string): Request {
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Request(url, { method, headers, ...(method === 'POST' && { body }) });
}

/** What the next request to a path meets. */
const mishaps: Readonly<Record<string, (to: string) => Response | Promise<Response>>> = {
  hangNext: () => new Promise(() => {}),
  failNext: () => new Response(null, { status: 503, headers: { 'retry-after': '0' } }),
  floodNext: () => new Response(' '.repeat(FLOOD_BYTES)),
  redirectNext: (to) => new Response(null, { status: 302, headers: { location: to } }),
};

function atDesk(act: string, given: readonly string[], { owner, answerNext }: FakeGateway): Response {
  const [path = '', to = ''] = given;
  const mishap = mishaps[act];
  if (mishap !== undefined) {
    answerNext(path, () => mishap(to));
    return new Response(null, { status: 204 });
  }
  const acts = owner as unknown as Record<string, (...args: readonly unknown[]) => string | undefined>;
  return new Response(acts[act]?.(...given.map(withBytes)) ?? '');
}

/** JSON has none. */
function withBytes(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('bytes' in given)) return given;
  return { ...given, bytes: Uint8Array.from(given.bytes as number[]) };
}
