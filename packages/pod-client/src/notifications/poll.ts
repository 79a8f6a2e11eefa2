import { isPodError } from '../errors.ts';
import { send } from '../http/send.ts';
import type { PodAccess } from '../pod-access.ts';
import type { PodChange } from './pod-change.ts';

interface PollOptions extends PodAccess {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly intervalMs: number;
  /** How long to go on. */
  readonly untilMs: number;
  /** What it looked like when asking stopped before. Absent: something may have been missed since. */
  readonly seen?: Seen | undefined;
  readonly onChange: (change: PodChange) => void;
  readonly onStale: (url: string) => void;
}

/** What a resource looked like: its ETag, or that it is not there. */
export type Seen = { readonly etag: string | undefined } | 'absent';

/** Asks for a resource at an interval, only for whether it has changed. Resolves to what it looked like last. */
export async function pollUntil(options: PollOptions): Promise<Seen | undefined> {
  const { url, signal, intervalMs, untilMs, onChange, onStale } = options;
  let seen = options.seen;
  if (seen === undefined) {
    onStale(url);
    seen = await look(options, undefined);
  }
  for (let passedMs = 0; passedMs < untilMs && !signal.aborted; passedMs += intervalMs) {
    await pause(Math.min(intervalMs, untilMs - passedMs), signal);
    if (signal.aborted) return seen;
    const now = await look(options, seen);
    if (now === undefined || now === seen) continue;
    if (seen === undefined) onStale(url);
    else if (now === 'absent') onChange({ url, kind: 'delete' });
    else if (seen === 'absent') onChange({ url, kind: 'create', ...stateOf(now.etag) });
    else if (now.etag === undefined) onStale(url);
    else if (now.etag !== seen.etag) onChange({ url, kind: 'update', state: now.etag });
    seen = now;
  }
  return seen;
}

/** `undefined` where nothing was learnt; the same object where nothing changed. */
async function look(options: PollOptions, seen: Seen | undefined): Promise<Seen | undefined> {
  const etag = seen === undefined || seen === 'absent' ? undefined : seen.etag;
  const headers = { accept: 'text/turtle', ...(etag === undefined ? {} : { 'if-none-match': etag }) };
  try {
    return await send(options, { method: 'GET', url: options.url, headers }, (response) => {
      if (response.status === 304) return seen;
      if (response.status === 404 || response.status === 410) return 'absent';
      return response.ok ? { etag: response.headers.get('etag') ?? undefined } : undefined;
    });
  } catch (error) {
    if (options.signal.aborted || isPodError(error)) return undefined;
    throw error;
  }
}

function stateOf(etag: string | undefined): { state?: string } {
  return etag === undefined ? {} : { state: etag };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
