import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { PodError, type PodErrorCode } from '@parley/pod-client';

/** What the thread says of a document. */
export type ParseAnswer =
  | { readonly content: unknown }
  | { readonly rejected: { code?: PodErrorCode; line?: number | undefined; field?: string | undefined } };

/** One thread, for one document at a time. */
export interface ParseThread {
  /**
   * @throws {PodError} `content_rejected`: also for a document that takes too long or too much memory, which ends the thread;
   * `unavailable`: the thread could not be started, or was stopped
   */
  parse(document: object, timeLimitMs: number): Promise<unknown>;
  /** It has ended, and is to be replaced. */
  readonly hasEnded: boolean;
  stop(): Promise<unknown>;
}

const START_LIMIT_MS = 10_000;
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/** Source runs as it is, in the tests and from the repository; what is published is the same beside it, compiled. */
const isSource = import.meta.url.endsWith('.ts');
const SCRIPT = new URL(isSource ? './worker.ts' : './worker.js', import.meta.url);

export function startParseThread(): ParseThread {
  const worker = new Worker(SCRIPT, {
    name: 'parley-parse',
    // The settings hold secrets.
    env: {},
    resourceLimits: MEMORY,
    ...(isSource ? { execArgv: ['--conditions=@parley/source'] } : {}),
  });
  worker.unref();
  let hasEnded = false;
  let isStopped = false;
  worker
    .on('error', () => undefined)
    .once('exit', () => {
      hasEnded = true;
    });
  const ready = answerOf(worker, START_LIMIT_MS);
  ready.catch(() => worker.terminate());
  return {
    get hasEnded() {
      return hasEnded;
    },
    stop() {
      isStopped = true;
      return worker.terminate();
    },
    async parse(document, timeLimitMs) {
      await ready.catch((cause: unknown) => {
        throw new PodError('unavailable', { cause });
      });
      worker.postMessage(document);
      const answer = await answerOf(worker, timeLimitMs).catch(async () => {
        await worker.terminate();
        if (isStopped) throw new PodError('unavailable');
        return { rejected: {} };
      });
      return contentOf(answer as ParseAnswer);
    },
  };
}

/** The next message; rejects when there is none in time, or the thread ends. */
async function answerOf(worker: Worker, timeLimitMs: number): Promise<unknown> {
  const settled = new AbortController();
  const timer = setTimeout(() => settled.abort(), timeLimitMs);
  const ended = once(worker, 'exit', { signal: settled.signal }).then(() =>
    Promise.reject(new Error('it ended')),
  );
  try {
    const [message] = await Promise.race([once(worker, 'message', { signal: settled.signal }), ended]);
    return message;
  } finally {
    clearTimeout(timer);
    settled.abort();
    ended.catch(() => undefined);
  }
}

function contentOf(answer: ParseAnswer): unknown {
  if ('content' in answer) return answer.content;
  const { code = 'content_rejected', line, field } = answer.rejected;
  throw new PodError(code, {
    ...(line === undefined ? {} : { line }),
    ...(field === undefined ? {} : { field }),
  });
}
