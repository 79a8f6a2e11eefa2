import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { InMemoryPods } from '@parley/pod-client/testing';
import { decodeJwt } from 'jose';

/**
 * Pods in memory, over HTTP. It believes what a token says, and answers as a server may that does no more than it has to: compressed,
 * with relative links. `instead`: answers a request itself, and says so.
 */
export async function servePods(
  pods: InMemoryPods,
  port: number,
  instead: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<{ readonly server: Server; stop(): void }> {
  const server = createServer(async (request, response) => {
    if (instead(request, response)) return;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { authorization, host: _host, connection: _connection, ...headers } = request.headers;
    const method = request.method ?? 'GET';
    const answer = await actAs(pods, authorization)(`${pods.origin}${request.url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    });
    for (const [name, value] of answer.headers)
      response.setHeader(name, name === 'link' ? value.replaceAll(pods.origin, '') : value);
    const body = Buffer.from(await answer.arrayBuffer());
    if (body.length === 0) return response.writeHead(answer.status).end();
    response.setHeader('content-encoding', 'gzip');
    return response.writeHead(answer.status).end(await promisify(gzip)(body));
  }).listen(port, 'localhost');
  return {
    server,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function actAs(pods: InMemoryPods, authorization: string | undefined): typeof fetch {
  const token = /^DPoP (.+)$/.exec(authorization ?? '')?.[1];
  const webId = token === undefined ? undefined : decodeJwt(token)['webid'];
  return typeof webId === 'string' ? pods.fetchAs(webId) : pods.fetch;
}
