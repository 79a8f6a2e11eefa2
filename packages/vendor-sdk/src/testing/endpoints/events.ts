import { type EventsPage, type Replayed, replayRequestSchema } from '@parley/protocol';
import { json, problem } from '../answers.ts';
import { checkVendor } from '../checks/vendor.ts';
import { deliver } from '../events/deliver.ts';
import type { FakeEvent } from '../events/fake-events.ts';
import type { FakeState } from '../fake-state.ts';
import type { Endpoint } from './endpoint.ts';

const DEFAULT_LIMIT = '100';
const MOST = 200;

/** What happened, as a list or as a stream that stays open. */
export const listEvents: Endpoint = async (request, state) => {
  await checkVendor(request, state);
  const query = new URL(request.url).searchParams;
  if (request.headers.get('accept') === 'text/event-stream')
    return streamOf(request.headers.get('last-event-id') ?? query.get('after'), state);
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= MOST))
    throw problem('invalid_request', state.origin);
  const all = eventsAfter(query.get('after'), state);
  const events = await Promise.all(all.slice(0, limit).map(({ event }) => event));
  return json({ events, has_more: all.length > limit } satisfies EventsPage);
};

/** After one that nobody knows: from the first. */
const eventsAfter = (after: string | null | undefined, { events }: FakeState): FakeEvent[] =>
  events.all.slice(events.all.findIndex(({ id }) => id === after) + 1);

function streamOf(after: string | null, state: FakeState): Response {
  const { listeners } = state.events;
  const encoder = new TextEncoder();
  let last = after;
  let telling = Promise.resolve();
  let stop = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(':\n\n'));
      const catchUp = async (): Promise<void> => {
        for (const { id, event } of eventsAfter(last, state)) {
          const text = JSON.stringify(await event);
          if (!listeners.has(listener)) return;
          controller.enqueue(encoder.encode(`id: ${id}\ndata: ${text}\n\n`));
          last = id;
        }
      };
      const listener = (): void => {
        telling = telling.then(catchUp);
      };
      listeners.add(listener);
      stop = () => void listeners.delete(listener);
      listener();
    },
    cancel: () => stop(),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

export const replayEvents: Endpoint = async (request, state) => {
  await checkVendor(request, state);
  const which = replayRequestSchema.safeParse(await request.json().catch(() => undefined));
  if (!which.success) throw problem('invalid_request', state.origin);
  const { data } = which;
  const dated = await Promise.all(
    state.events.all.map(async (told) => ({ told, at: Date.parse((await told.event).timestamp) })),
  );
  const wanted = dated.filter(({ told, at }) =>
    'ids' in data ? data.ids.includes(told.id) : at >= Date.parse(data.since),
  );
  for (const { told } of wanted) deliver(told, state);
  return json({ replayed: wanted.length } satisfies Replayed);
};
