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

async function follow(options: WatchOptions & { readonly signal: AbortSignal }, url: string): Promise<void> {
  const { signal, pollIntervalMs = POLL_INTERVAL_MS } = options;
  let pauseMs = pollIntervalMs;
  let seen: Seen | undefined;
  while (!signal.aborted) {
    const received = await receiveOnce(options, url);
    if (signal.aborted) return;
    if (received) {
      pauseMs = pollIntervalMs;
      seen = undefined;
      continue;
    }
    // Without a channel the resource is asked for; the way back to a channel is tried at growing distances.
    seen = await pollUntil({ ...options, url, seen, intervalMs: pollIntervalMs, untilMs: pauseMs });
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** One channel from its subscription to its end. `false`: there was none. */
async function receiveOnce(
  options: WatchOptions & { readonly signal: AbortSignal },
  url: string,
): Promise<boolean> {
  const {
    onChange,
    onStale,
    signal,
    now = () => new Date(),
    channelLifetimeMs = CHANNEL_LIFETIME_MS,
  } = options;
  try {
    const service = await findSubscriptionService(options, url);
    if (service === undefined) return false;
    const endAt = new Date(now().getTime() + channelLifetimeMs);
    const channel = await subscribe(options, { service, url, endAt });
    const endsMs = Math.min(endAt.getTime(), Date.parse(channel.endAt ?? '') || Number.POSITIVE_INFINITY);
    // Renewed at nine tenths of its life.
    const lifetimeMs = Math.max(0, (endsMs - now().getTime()) * 0.9);
    const opened = await receive({
      socket: (options.webSocket ?? platformSocket)(channel.receiveFrom),
      url,
      lifetimeMs,
      signal,
      onChange,
      onOpen: () => onStale(url),
    });
    if (!signal.aborted) onStale(url);
    return opened;
  } catch (error) {
    if (signal.aborted || isPodError(error) || error instanceof SyntaxError) return false;
    throw error;
  }
}

function platformSocket(url: string): NotificationSocket {
  return new WebSocket(url);
}
