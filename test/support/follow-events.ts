import { ownerApi } from '@parley/protocol';

export interface FollowedEvents {
  readonly status: number;
  readonly type: string | null;
  /** What every event so far named as changed. */
  readonly changed: string[][];
  /** All that was sent so far. */
  text(): string;
  /** The stream has ended, by whichever side. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Follows `/owner/v1/events` as a browser does: with fetch, reading the stream. */
export async function followEvents(gateway: string, fetcher: typeof fetch): Promise<FollowedEvents> {
  const stopping = new AbortController();
  const response = await fetcher(`${gateway}/owner/v1/events`, { signal: stopping.signal });
  const changed: string[][] = [];
  let text = '';
  let done = 0;
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      for (const [whole, data] of text.slice(done).matchAll(/event: changed\ndata: (.*)\n\n/g)) {
        changed.push(ownerApi.ownerEventSchema.parse(JSON.parse(data ?? '')).changed);
        done = text.indexOf(whole, done) + whole.length;
      }
    }
  };
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    changed,
    text: () => text,
    ended: read().catch(() => undefined),
    stop: () => stopping.abort(),
  };
}
