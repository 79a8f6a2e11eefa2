// Makes load, in a process of its own. In: a job, then the word to go. Out: how long each answer took.
// Everything is signed, and written as bytes, before the first request leaves.

import autocannon from 'autocannon';
import type { FromLoad, LoadJob, LoadResult } from './load-job.ts';
import { type SignedRequest, signRequests } from './signed-requests.ts';

const TIMEOUT_SECONDS = 60;

process.once('message', (job: LoadJob) => {
  prepare(job).then((go) => {
    process.once('message', () => {
      go().then((result) => answer({ kind: 'done', result }), fail);
    });
    answer({ kind: 'ready' });
  }, fail);
});

async function prepare(job: LoadJob): Promise<() => Promise<LoadResult>> {
  const { concurrent, warmUp, each } = job;
  const requests = await signRequests(job, concurrent * (warmUp + each));
  const warming = requests.splice(0, concurrent * warmUp);
  if (warming.length > 0) await run(job, warming);
  return () => run(job, requests);
}

/** Each connection sends its own share, one after the other. @throws when anything but a 200 comes back */
async function run(job: LoadJob, requests: readonly SignedRequest[]): Promise<LoadResult> {
  const { concurrent, method, path, port } = job;
  const share = requests.length / concurrent;
  let connections = 0;
  const ms: number[] = [];
  const refusals: string[] = [];
  let lastBody: Buffer | undefined;
  let firstAt = Number.POSITIVE_INFINITY;
  let lastAt = 0;
  const { errors, timeouts } = await new Promise<autocannon.Result>((resolve, reject) => {
    const options: autocannon.Options = {
      url: `http://127.0.0.1:${port}${path}`,
      method,
      connections: concurrent,
      amount: requests.length,
      timeout: TIMEOUT_SECONDS,
      // How soon it sees that all have answered. Its own figures are of whole milliseconds and not used.
      sampleInt: 100,
      setupClient(client) {
        const from = connections * share;
        connections += 1;
        client.setRequests(requests.slice(from, from + share));
        client.on('body', (body) => {
          lastBody = body;
        });
      },
    };
    const instance = autocannon(options, (fault, result) => (fault ? reject(fault) : resolve(result)));
    instance.on('response', (_client, status, _bytes, took) => {
      lastAt = performance.now();
      firstAt = Math.min(firstAt, lastAt - took);
      ms.push(took);
      if (status !== 200) refusals.push(`${status} ${lastBody}`);
    });
  });
  if (refusals.length > 0 || errors > 0 || ms.length !== requests.length)
    throw new Error(
      `${method} ${path}: of ${requests.length} requests ${refusals.length} were refused, ${errors} failed, ${timeouts} of them by time. ${refusals[0] ?? ''}`,
    );
  return { seconds: (lastAt - firstAt) / 1000, ms };
}

function answer(message: FromLoad): void {
  process.send?.(message, () => {
    if (message.kind !== 'ready') process.disconnect();
  });
}

function fail(fault: unknown): void {
  answer({ kind: 'failed', reason: fault instanceof Error ? fault.message : 'unknown' });
}
