import { isPodError } from '../errors.ts';
import type { PodAccess } from '../pod-access.ts';
import type { PodChange } from './pod-change.ts';
import { pollUntil, type Seen } from './poll.ts';
import { type NotificationSocket, receive } from './receive.ts';
import { findSubscriptionService, subscribe } from './subscribe.ts';

export interface WatchOptions extends PodAccess {
  readonly onChange: (change: PodChange) => void;
  /**
   * What is held of this resource may be old: notifications begin, were interrupted, or may have been missed.
   * Read it again, with its ETag.
   */
  readonly onStale: (url: string) => void;
  /** Opens a web socket. Default: the platform's `WebSocket`. */
  readonly webSocket?: (url: string) => NotificationSocket;
  /** How often to ask where the server sends no notifications, in milliseconds. Default 15 000. */
  readonly pollIntervalMs?: number;
  /** How long a channel is asked for, in milliseconds; it is renewed before. Default one hour. */
  readonly channelLifetimeMs?: number;
  readonly now?: () => Date;
}

export interface PodWatch {
  /** Watches a resource too. One that is watched already stays as it is. */
  add(url: string): void;
  remove(url: string): void;
  /** Ends all channels. So does the signal. */
  close(): void;
}

const POLL_INTERVAL_MS = 15_000;
const CHANNEL_LIFETIME_MS = 3_600_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * Reports changes of resources, each by a channel of its own; where the server has none, by asking at an interval.
 * Notifications are hints: whoever needs a freshness bound reads again at that interval anyway.
 */
export function watchResources(options: WatchOptions & { readonly urls?: readonly string[] }): PodWatch {
  const watched = new Map<string, AbortController>();
  const add = (url: string): void => {
    if (watched.has(url) || options.signal?.aborted === true) return;
    const controller = new AbortController();
    const { signal } = options;
    watched.set(url, controller);
    const whole = signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal]);
    // It ends only by its signal.
    void follow({ ...options, signal: whole }, url).catch(() => undefined);
  };
  const remove = (url: string): void => {
    watched.get(url)?.abort();
    watched.delete(url);
  };
  for (const url of options.urls ?? []) add(url);
  return {
    add,
    remove,
    close: () => {
      for (const url of [...watched.keys()]) remove(url);
    },
  };
}

/** Reports changes of one resource. Close it, or end its signal, when it is no longer needed. */
export function watchResource(options: WatchOptions & { readonly url: string }): { close(): void } {
  return watchResources({ ...options, urls: [options.url] });
}

/** How a channel ended: it ran its course, it was lost, or there was none. */
type Ending = 'over' | 'lost' | 'none';

async function follow(options: WatchOptions & { readonly signal: AbortSignal }, url: string): Promise<void> {
  const { signal, pollIntervalMs = POLL_INTERVAL_MS } = options;
  const firstPauseMs = Math.min(pollIntervalMs, FIRST_PAUSE_MS);
  let pauseMs = firstPauseMs;
  let seen: Seen | undefined;
  while (!signal.aborted) {
    const ending = await receiveOnce(options, url);
    if (signal.aborted) return;
    if (ending !== 'none') seen = undefined;
    if (ending === 'over') {
      pauseMs = firstPauseMs;
      continue;
    }
    // Without a channel the resource is asked for; the way back to one is tried at growing distances.
    seen = await pollUntil({ ...options, url, seen, intervalMs: pollIntervalMs, untilMs: pauseMs });
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** One channel from its subscription to its end. */
async function receiveOnce(
  options: WatchOptions & { readonly signal: AbortSignal },
  url: string,
): Promise<Ending> {
  const { onChange, onStale, signal, now = () => new Date(), webSocket = platformSocket } = options;
  try {
    const service = await findSubscriptionService(options, url);
    if (service === undefined) return 'none';
    const endAt = new Date(now().getTime() + (options.channelLifetimeMs ?? CHANNEL_LIFETIME_MS));
    const channel = await subscribe(options, { service, url, endAt });
    const endsMs = Math.min(endAt.getTime(), Date.parse(channel.endAt ?? '') || Number.POSITIVE_INFINITY);
    // Renewed at nine tenths of its life.
    const lifetimeMs = Math.max(0, (endsMs - now().getTime()) * 0.9);
    const socket = webSocket(channel.receiveFrom);
    return await receive({ socket, url, lifetimeMs, signal, onChange, onOpen: () => onStale(url) });
  } catch (error) {
    if (signal.aborted || isPodError(error) || error instanceof SyntaxError) return 'none';
    throw error;
  }
}

function platformSocket(url: string): NotificationSocket {
  return new WebSocket(url);
}
