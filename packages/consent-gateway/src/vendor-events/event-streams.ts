// Tells vendors without a public address what happens, over connections that they hold open. In: that something was placed. Out: events, in order.
import { GatewayError } from '../gateway-error.ts';
import type { KeptEvent, VendorEvents } from './vendor-events.ts';

/** One connection. */
export interface EventListener {
  /** Resolves when there is room for more; rejects where the connection is gone. */
  tell(event: KeptEvent): Promise<void>;
  end(): void;
}

export interface EventStreams {
  /**
   * Tells of everything after the event `after`, and of what comes, until `stop`.
   *
   * @throws {GatewayError} `too_many_requests`: this vendor listens often enough; `temporarily_unavailable`: so many do in all
   */
  listen(
    of: { readonly vendorId: string; readonly after: string | undefined },
    listener: EventListener,
  ): { stop(): void };
  /** The vendors that listen here. */
  listening(): readonly string[];
  /** Looks for whoever listens. To be called several times a second. */
  look(): Promise<void>;
  /** Ends all that listen. */
  close(): void;
}

interface Listening {
  readonly vendorId: string;
  readonly listener: EventListener;
  after: string | undefined;
  isTelling: boolean;
  hasNews: boolean;
}

/** As many as a vendor may have processes, and a little. */
export const MOST_STREAMS_OF_A_VENDOR = 8;
export const MOST_STREAMS = 1_000;
const RETRY_SECONDS = 30;
const PAGE = 100;

/** Across processes without a word between them: each looks for the vendors that listen to it. */
export function createEventStreams(options: {
  readonly events: Pick<VendorEvents, 'list' | 'newSince'>;
  /** Default: 1,000. */
  readonly mostInAll?: number;
}): EventStreams {
  const all = new Set<Listening>();
  let mark: string | undefined;
  const catchUp = async (listening: Listening): Promise<void> => {
    listening.hasNews = true;
    if (listening.isTelling) return;
    listening.isTelling = true;
    try {
      while (listening.hasNews && all.has(listening)) {
        listening.hasNews = false;
        await tellPage(listening, options.events);
      }
    } catch {
      // The database, or the connection. The vendor comes again, and goes on from the last event that it has.
      all.delete(listening);
      listening.listener.end();
    } finally {
      listening.isTelling = false;
    }
  };
  return {
    listen({ vendorId, after }, listener) {
      checkRoom([...all], vendorId, options.mostInAll ?? MOST_STREAMS);
      const listening = { vendorId, listener, after, isTelling: false, hasNews: false };
      all.add(listening);
      void catchUp(listening);
      return { stop: () => void all.delete(listening) };
    },
    listening: () => [...new Set([...all].map(({ vendorId }) => vendorId))],
    async look() {
      if (all.size === 0) return;
      const found = await options.events.newSince(mark, [...new Set([...all].map((each) => each.vendorId))]);
      mark = found.mark;
      for (const each of all) if (found.vendorIds.includes(each.vendorId)) void catchUp(each);
    },
    close() {
      for (const { listener } of all) listener.end();
      all.clear();
    },
  };
}

async function tellPage(listening: Listening, events: Pick<VendorEvents, 'list'>): Promise<void> {
  const { vendorId, listener } = listening;
  const page = await events.list({ vendorId, after: listening.after, limit: PAGE });
  for (const event of page.events) {
    await listener.tell(event);
    listening.after = event.eventId;
  }
  if (page.hasMore) listening.hasNews = true;
}

function checkRoom(all: readonly Listening[], vendorId: string, mostInAll: number): void {
  const again = { retryAfterSeconds: RETRY_SECONDS };
  if (all.filter((each) => each.vendorId === vendorId).length >= MOST_STREAMS_OF_A_VENDOR)
    throw new GatewayError('too_many_requests', 'this vendor listens to events often enough', again);
  if (all.length >= mostInAll)
    throw new GatewayError('temporarily_unavailable', 'too many listen to events here', again);
}
