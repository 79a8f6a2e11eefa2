import { once } from 'node:events';
import type { Response } from 'express';
import type { EventListener } from '../vendor-events/event-streams.ts';
import type { KeptEvent } from '../vendor-events/vendor-events.ts';

const HEARTBEAT_MS = 15_000;
/** Then the vendor shows anew who it is. */
const LONGEST_MS = 10 * 60_000;
/** Who takes nothing for so long is cut off, and goes on from the last event that it has. */
const PATIENCE_MS = 30_000;

/**
 * An answer that does not end, as `text/event-stream`: the id of each event is what `Last-Event-ID` goes on from.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function openEventStream(response: Response): EventListener {
  const end = setTimeout(() => response.end(), LONGEST_MS);
  const heartbeat = setInterval(() => {
    if (!response.writableEnded) response.write(':\n\n');
  }, HEARTBEAT_MS);
  response.once('close', () => {
    clearTimeout(end);
    clearInterval(heartbeat);
  });
  response.setHeader('Content-Type', 'text/event-stream');
  // For proxies that would collect an answer before they pass it on.
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  response.write(':\n\n');
  return {
    async tell({ eventId, body }: KeptEvent) {
      if (response.destroyed || response.writableEnded) throw new Error('nobody listens any more');
      if (response.write(`id: ${eventId}\ndata: ${body}\n\n`)) return;
      await once(response, 'drain', { signal: AbortSignal.timeout(PATIENCE_MS) }).catch((fault: unknown) => {
        response.destroy();
        throw fault;
      });
    },
    end: () => void response.end(),
  };
}
