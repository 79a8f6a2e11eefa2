import type { ChangeableList } from '@parley/protocol';
import { changesIn } from './changes-in.ts';

interface Following {
  readonly gateway: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** What changed while nothing was followed is not told: everything is read again now. */
  readonly onOpen: () => void;
  readonly onChanged: (lists: readonly ChangeableList[]) => void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** The gateway sends something every 20 s. A network that went away says nothing. */
const SILENCE_MS = 60_000;

/** Follows what changes for the person until the signal: whenever it ends, it is asked for again, after a while that grows. */
export async function followChanges(following: Following): Promise<void> {
  const { signal } = following;
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    const wasOpen = await followOnce(following).catch(() => false);
    waitMs = wasOpen ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS);
    // Not all browsers at once, where a gateway was away for all of them.
    await sleep(waitMs * (0.5 + Math.random() / 2), signal);
  }
}

/** Until it ends, by whichever side. @returns whether it was open at all */
async function followOnce({ gateway, fetch, signal, onOpen, onChanged }: Following): Promise<boolean> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  let isOpen = false;
  try {
    heard();
    const { ok, body } = await fetch(`${gateway}/owner/v1/events`, {
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!ok || body === null) return false;
    isOpen = true;
    onOpen();
    for await (const lists of changesIn(piecesOf(body))) {
      heard();
      if (lists.length > 0) onChanged(lists);
    }
  } catch {
    // Cut off, or silent: the same as an end.
  } finally {
    clearTimeout(timer);
  }
  return isOpen;
}

/** Not every browser can iterate a stream. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
