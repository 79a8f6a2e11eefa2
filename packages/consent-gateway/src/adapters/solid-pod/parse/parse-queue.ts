import { PodError } from '@parley/pod-client';
import { type ParseThread, startParseThread } from './parse-thread.ts';

export interface ParseQueueOptions {
  readonly threads: number;
  /** How long one document may take. */
  readonly timeLimitMs: number;
  /** How long a document may wait for its turn. */
  readonly waitLimitMs: number;
  readonly maxWaiting: number;
}

export interface ParseQueue {
  /**
   * Parses a document in another thread. Of one owner's documents one is parsed at a time, so that nobody fills all threads.
   *
   * @throws {PodError} `content_rejected`; `unavailable`: there was no turn in time
   */
  run(document: object, turn: { of: string; signal?: AbortSignal | undefined }): Promise<unknown>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly of: string;
  readonly start: () => Promise<void>;
  readonly leave: (reason: unknown) => void;
}

export function createParseQueue(options: ParseQueueOptions): ParseQueue {
  const { threads, timeLimitMs, waitLimitMs, maxWaiting } = options;
  const waiting: Waiting[] = [];
  /** Whose documents are being parsed. */
  const owners = new Set<string>();
  const pool = createThreads(timeLimitMs);
  let isStopped = false;

  const startNext = (): void => {
    if (owners.size >= threads || isStopped) return;
    const at = waiting.findIndex(({ of }) => !owners.has(of));
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    if (next === undefined) return;
    owners.add(next.of);
    void next.start().finally(() => {
      owners.delete(next.of);
      startNext();
    });
    startNext();
  };

  return {
    run(document, { of, signal }) {
      signal?.throwIfAborted();
      if (waiting.length >= maxWaiting || isStopped) throw new PodError('unavailable');
      return new Promise((resolve, reject) => {
        const start = (): Promise<void> => {
          forgo();
          return pool.parse(document).then(resolve, reject);
        };
        const leave = (reason: unknown): void => {
          forgo();
          waiting.splice(waiting.indexOf(mine), 1);
          reject(reason);
        };
        const mine: Waiting = { of, start, leave };
        const onAbort = (): void => leave(signal?.reason);
        const timer = setTimeout(() => leave(new PodError('unavailable')), waitLimitMs);
        const forgo = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.push(mine);
        startNext();
      });
    },
    stop() {
      isStopped = true;
      for (const each of [...waiting]) each.leave(new PodError('unavailable'));
      return pool.stop();
    },
  };
}

/** Threads that are used again, until a document ends one. */
function createThreads(timeLimitMs: number) {
  const idle: ParseThread[] = [];
  const all = new Set<ParseThread>();
  return {
    async parse(document: object): Promise<unknown> {
      const thread = idle.pop() ?? startParseThread();
      all.add(thread);
      try {
        return await thread.parse(document, timeLimitMs);
      } finally {
        if (thread.hasEnded) all.delete(thread);
        else idle.push(thread);
      }
    },
    async stop(): Promise<void> {
      await Promise.all([...all].map((thread) => thread.stop()));
    },
  };
}
