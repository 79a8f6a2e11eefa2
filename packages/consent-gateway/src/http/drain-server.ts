import { once } from 'node:events';
import type { Server } from 'node:http';

/**
 * Takes no new connection, answers what comes on those there are as their last, and ends when none is left. A caller without a pause between its
 * requests would keep its connection for ever: only after `withinMs` is it cut off.
 */
export async function drainServer(
  server: Server,
  { withinMs }: { readonly withinMs: number },
): Promise<void> {
  const closed = once(server, 'close');
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  server.close();
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed.finally(() => clearTimeout(late));
}
