import { once } from 'node:events';
import type { Server } from 'node:http';

const LOOK_EVERY_MS = 100;

/**
 * Takes no new connection, closes each with the answer that is under way or the next one, and ends when none is left. Otherwise a caller
 * would keep its connection as long as it likes. What lasts longer than `withinMs` is cut off.
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
  // The answers under way have promised to keep their connections.
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  const late = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed.finally(() => {
    clearInterval(looking);
    clearTimeout(late);
  });
}
