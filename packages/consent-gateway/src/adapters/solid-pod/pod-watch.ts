import { type NotificationSocket, type PodWatch, watchResources } from '@parley/pod-client';
import { createBoundedMap } from '../../bounded-map.ts';

export interface PodHints {
  /** Asks for hints about this address for an hour from now. Cheap when it is followed already. */
  follow(address: string): void;
  /** Ends the channels of what nobody has asked about for an hour. To be called now and then. */
  dropIdle(): void;
  close(): void;
}

export interface PodHintsOptions {
  readonly podFetch: typeof fetch;
  /** Guarded. */
  readonly webSocket: (address: string) => NotificationSocket;
  /** Something at this address may have changed; for a container, the member if the server says which. */
  readonly onHint: (address: string, member?: string) => void;
  readonly now: () => Date;
  readonly maxAddresses?: number;
}

const FOLLOWED_FOR_MS = 60 * 60 * 1000;
const MAX_ADDRESSES = 2_000;
/** Where a server sends nothing, what is in use is confirmed at its own interval: this is only the way back to a channel. */
const RETRY_CHANNEL_MS = 60_000;

/** Follows documents in pods by notifications, where their servers have them. A hint makes it sooner; nothing depends on one. */
export function createPodHints(options: PodHintsOptions): PodHints {
  const { onHint } = options;
  const usedAt = createBoundedMap<string, { at: number }>({
    maxEntries: options.maxAddresses ?? MAX_ADDRESSES,
  });
  const watch: PodWatch = watchResources({
    fetch: options.podFetch,
    webSocket: options.webSocket,
    pollIntervalMs: RETRY_CHANNEL_MS,
    now: options.now,
    onChange: ({ url, member }) => onHint(url, member),
    onStale: (url) => onHint(url),
  });
  return {
    follow(address) {
      const at = options.now().getTime();
      const known = usedAt.get(address);
      if (known !== undefined) known.at = at;
      // At most so many channels: further documents are confirmed at their interval.
      else if (usedAt.size < (options.maxAddresses ?? MAX_ADDRESSES)) {
        usedAt.set(address, { at });
        watch.add(address);
      }
    },
    dropIdle() {
      const oldest = options.now().getTime() - FOLLOWED_FOR_MS;
      for (const [address, { at }] of usedAt.entries()) {
        if (at >= oldest) continue;
        usedAt.delete(address);
        watch.remove(address);
      }
    },
    close: watch.close,
  };
}
