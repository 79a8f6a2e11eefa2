// A Community Solid Server as a child process, for the demo and for the tests. In: where it listens and keeps its
// pods. Out: a server that answers. It never runs in our own process: it brings an oidc-provider of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endWithParent } from '../end-with-parent.ts';
import { compilePodServer, podServerRequire } from './compile-pod-server.ts';

export interface StartCssOptions {
  port: number;
  /** What clients call it; must end in a slash. Default `http://localhost:<port>/`. */
  baseUrl?: string;
  /** One of its own configurations, by name. Default: `file` where there is a folder, else ours, which keeps all in memory. */
  config?: 'file-acp' | 'memory-subdomains';
  /** Folder that keeps the pods. Without it they live in memory and end with the server. */
  rootFilePath?: string;
  /** A file `[{ email, password, pods: [{ name }] }]` of accounts to make at the start. */
  seedConfig?: string;
  /** Default 90 000. The first start on a machine takes 5 to 15 seconds, later ones 1 to 3. */
  timeoutMs?: number;
  log?: (line: string) => void;
  /** Ends the server, also while it starts. */
  signal?: AbortSignal;
}

export interface RunningCss {
  baseUrl: string;
  stop(): Promise<void>;
  /** `kill -9`, and it is gone when this resolves. */
  kill(): Promise<void>;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
}

/** Its pods may be subdomains of localhost, and it asks there itself who somebody is. */
const localhostNames = [`--import=${new URL('localhost-names.mjs', import.meta.url).href}`];

/**
 * Its `default` configuration, which answers the same for half the work: locks, accounts and tokens are in plain maps, not in resources of
 * its own, and it does not compose debug lines that nobody reads.
 */
const inMemory = fileURLToPath(new URL('in-memory.json', import.meta.url));

const programFile = fileURLToPath(new URL('run-pod-server.ts', import.meta.url));

/** It makes an error for each way that it does not take, and their stacks cost more than its answers. */
const withoutStacks = ['--stack-trace-limit=0'];

/** Starts the server and waits until it answers. @throws when it ends early or does not answer in time. */
export async function startCss(options: StartCssOptions): Promise<RunningCss> {
  const { port, log = () => {}, signal, timeoutMs = 90_000 } = options;
  const baseUrl = options.baseUrl ?? `http://localhost:${port}/`;
  const program = await compilePodServer(configFile(options));
  signal?.throwIfAborted();
  const server = spawn(
    process.execPath,
    [
      ...withoutStacks,
      ...endWithParent.nodeArguments,
      ...localhostNames,
      programFile,
      program,
      JSON.stringify(variablesOf(options, baseUrl)),
    ],
    // In a session of its own: Ctrl-C reaches this process alone, which ends its children in order.
    { env: environmentOfServer(), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const lastLines = forwardLines(server, log);
  const ended = once(server, 'close').then(() => {});
  const stop = () => stopProcess(server, ended);
  const stopOnExit = () => server.kill('SIGKILL');
  const stopOnAbort = () => void stop();
  process.once('exit', stopOnExit);
  signal?.addEventListener('abort', stopOnAbort, { once: true });
  void ended.then(() => {
    process.off('exit', stopOnExit);
    signal?.removeEventListener('abort', stopOnAbort);
  });
  try {
    await untilReady(server, baseUrl, timeoutMs);
  } catch (cause) {
    await stop();
    signal?.throwIfAborted();
    throw new Error(`The pod server at ${baseUrl} did not start.\n${lastLines.join('\n')}`, { cause });
  }
  const kill = () => {
    server.kill('SIGKILL');
    return ended;
  };
  return { baseUrl, stop, kill, ended };
}

function configFile({ config, rootFilePath }: StartCssOptions): string {
  if (config === undefined && rootFilePath === undefined) return inMemory;
  return podServerRequire.resolve(`./config/${config ?? 'file'}.json`);
}

/** What its command makes of its options. `null`: there is none. */
function variablesOf({ port, rootFilePath = '.', seedConfig }: StartCssOptions, baseUrl: string): object {
  return {
    port,
    baseUrl,
    rootFilePath: `${resolve(rootFilePath)}/`,
    seedConfig: seedConfig === undefined ? null : resolve(seedConfig),
    podConfigJson: resolve('pod-config.json'),
    loggingLevel: 'warn',
    socket: '',
    sparqlEndpoint: null,
    showStackTrace: false,
    workers: 1,
    confirmMigration: false,
  };
}

/** It answers 500 on its OIDC routes under a test runner's settings. */
function environmentOfServer(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|JEST_)/.test(name));
  return { ...Object.fromEntries(inherited), ...endWithParent.environment, NODE_ENV: 'production' };
}

function forwardLines(server: ChildProcess, log: (line: string) => void): string[] {
  const last: string[] = [];
  for (const stream of [server.stdout, server.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) {
        last.push(line);
        if (last.length > 20) last.shift();
        log(line);
      }
    });
  }
  return last;
}

async function untilReady(server: ChildProcess, baseUrl: string, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error('It ended by itself.');
    const answer = await fetch(new URL('.well-known/openid-configuration', baseUrl), {
      signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`It gave no answer within ${timeoutMs / 1000} s.`);
}

async function stopProcess(server: ChildProcess, ended: Promise<void>): Promise<void> {
  server.kill('SIGTERM');
  const force = setTimeout(() => server.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(force);
}
