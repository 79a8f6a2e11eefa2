import { type Request, Router } from 'express';
import { ownerOf } from '../http/require-owner.ts';
import type { ChangeWatch } from './change-watch.ts';

const LONGEST_MS = 10 * 60_000;
const HEARTBEAT_MS = 20_000;

/**
 * `/events` of the owner API: which lists have changed, as it happens. It ends with the token that asked for it. Mounted after
 * `requireOwner`.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function createEventRoutes(options: {
  changes: ChangeWatch;
  now: () => Date;
  /** Gives back the place of a call: what lasts has a limit of its own. */
  limits: { end(call: Request): void };
}): Router {
  const router = Router();
  router.get('/events', async (request, response) => {
    const { ownerId, expiresAt } = ownerOf(response);
    // Who does not take what it is sent is cut off, and reads everything again.
    const send = (text: string): void => {
      if (response.writableNeedDrain) response.destroy();
      else response.write(text);
    };
    const following = await options.changes.follow(ownerId, {
      tell: (changed) => send(`event: changed\ndata: ${JSON.stringify({ changed })}\n\n`),
      end: () => response.end(),
    });
    const left = expiresAt.getTime() - options.now().getTime();
    options.limits.end(request);
    const end = setTimeout(() => response.end(), Math.max(0, Math.min(left, LONGEST_MS)));
    const heartbeat = setInterval(() => send(':\n\n'), HEARTBEAT_MS);
    response.once('close', () => {
      following.stop();
      clearTimeout(end);
      clearInterval(heartbeat);
    });
    response.setHeader('Content-Type', 'text/event-stream');
    // For proxies that would collect an answer before they pass it on.
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    send(':\n\n');
  });
  return router;
}
