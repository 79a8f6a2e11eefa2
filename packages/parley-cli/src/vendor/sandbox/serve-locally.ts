// A handler of requests as a server for this machine alone. In: a port. Out: where it listens.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { WrongUse } from '../../command/wrong-use.ts';

const MAX_BODY_BYTES = 262_144;

type Handle = (request: Request) => Promise<Response>;

export interface LocalServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Listens on `localhost`. Another name than this machine's in Host, and a page of another site, are refused: a website that the developer
 * has open must not steer what runs here.
 *
 * @throws {WrongUse} where the port is taken
 */
export async function serveLocally(options: {
  /** 0: any free one. */
  readonly port: number;
  readonly handleAt: (origin: string) => Handle;
}): Promise<LocalServer> {
  const server = createServer();
  server.listen(options.port, 'localhost');
  await once(server, 'listening').catch((fault: unknown) => {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown';
    throw new WrongUse(`Port ${options.port} cannot be used (${code}): name another with --port, or none.`);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  const handle = guarded(origin, options.handleAt(origin));
  server.on('request', (request, response) => {
    answer(request, response, { origin, handle }).catch(() => response.destroy());
  });
  return { origin, stop: () => stopServer(server) };
}

function guarded(origin: string, handle: Handle): Handle {
  const { port } = new URL(origin);
  const hosts = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`);
  return async (request) => {
    if (!hosts.includes(request.headers.get('host') ?? ''))
      return text(421, 'This is for this machine alone.');
    const from = request.headers.get('origin');
    if (from !== null && from !== origin) return text(403, 'This is not for pages of other sites.');
    return handle(request);
  };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { origin, handle }: { readonly origin: string; readonly handle: Handle },
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const body = await bodyOf(incoming);
  const response =
    body === undefined
      ? text(413, 'Too large.')
      : await handle(
          new Request(new URL(incoming.url ?? '/', origin), {
            method: incoming.method ?? 'GET',
            headers: headersOf(incoming),
            signal: gone.signal,
            ...(body.length > 0 && { body }),
          }),
        );
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body), outgoing);
}

/** `undefined`: too large. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += (chunk as Buffer).length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function headersOf({ headers }: IncomingMessage): Headers {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each]),
  );
  return new Headers(entries);
}

async function stopServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

export function text(status: number, words: string): Response {
  return new Response(`${words}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
