// The HTTP edge of what vendors are told, mounted at the read API's path. Nothing is decided here.
import { type EventsPage, type Replayed, replayRequestSchema } from '@parley/protocol';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';
import { limitsOf } from '../http/answer-limits.ts';
import { openEventStream } from '../http/event-stream.ts';
import { exactJsonBody, readBody } from '../http/owner-act.ts';
import { answerInTime, vendorOf } from '../http/require-vendor.ts';
import { sendJson } from '../http/send-json.ts';
import type { EventStreams } from './event-streams.ts';
import { refuseHeld } from './refuse-held.ts';
import type { VendorEvents } from './vendor-events.ts';
import { eventView } from './webhook/webhook-view.ts';

export interface EventRoutesOptions {
  /** Lets only vendors through. */
  readonly asVendor: readonly RequestHandler[];
  readonly events: Pick<VendorEvents, 'list' | 'replay'>;
  readonly streams: Pick<EventStreams, 'listen'>;
  /** Gives back the place of a call: what lasts has a limit of its own. */
  readonly limits: { end(call: Request): void };
}

const querySchema = z.strictObject({
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

const STREAM = 'text/event-stream';

/** `GET /events`, as a list or as a stream, and `POST /events/replay`. */
export function createEventRoutes(options: EventRoutesOptions): Router {
  const { asVendor, events } = options;
  const router = Router({ strict: true, caseSensitive: true });
  router.get('/events', ...asVendor, async (request, response) => {
    if (request.accepts(['application/json', STREAM]) === STREAM) return stream(request, response, options);
    limitsOf(response);
    const query = querySchema.safeParse(request.query);
    if (!query.success) throw new GatewayError('invalid_request', 'the query does not fit');
    const page = await events.list({ vendorId: vendorOf(response).vendorId, ...query.data });
    sendJson(response, {
      events: page.events.map(eventView),
      has_more: page.hasMore,
    } satisfies EventsPage);
  });
  router.post('/events/replay', answerInTime, ...asVendor, exactJsonBody(), async (request, response) => {
    const vendor = refuseHeld(vendorOf(response));
    const { replayed, nextSince } = await events.replay(
      vendor.vendorId,
      readBody(request, replayRequestSchema),
    );
    sendJson(response, {
      replayed,
      ...(nextSince === undefined ? {} : { next_since: nextSince.toISOString() }),
    } satisfies Replayed);
  });
  return router;
}

function stream(request: Request, response: Response, { streams, limits }: EventRoutesOptions): void {
  const query = querySchema.safeParse(request.query);
  if (!query.success) throw new GatewayError('invalid_request', 'the query does not fit');
  const { vendorId } = vendorOf(response);
  const after = request.get('last-event-id') ?? query.data.after;
  // Whether there is room is known before anything is sent.
  let opened: ReturnType<typeof openEventStream> | undefined;
  const listening = streams.listen(
    { vendorId, after },
    {
      tell: async (event) => opened?.tell(event),
      end: () => opened?.end(),
    },
  );
  response.once('close', listening.stop);
  limits.end(request);
  opened = openEventStream(response);
}
