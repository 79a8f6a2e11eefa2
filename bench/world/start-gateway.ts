// The gateway as an operator starts it: the command, in a process of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endWithParent } from '../../scripts/support/end-with-parent.ts';

export interface BenchGateway {
  readonly port: number;
  readonly pid: number;
  /** From the start of the process to its ready line, in milliseconds. */
  readonly startMs: number;
  /** Where a profiler connects, if that was asked for. */
  readonly inspector: string | undefined;
  stop(): Promise<void>;
}

export interface StartGatewayOptions {
  readonly origin: string;
  readonly port: number;
  readonly dataDir: string;
  /** Unset: an embedded one in `dataDir`. */
  readonly databaseUrl?: string;
  readonly localOrigins: readonly string[];
  readonly hasInspector?: boolean;
  readonly signal: AbortSignal;
}

const COMMAND = fileURLToPath(new URL('../../packages/consent-gateway/src/main.ts', import.meta.url));
const STOP_MS = 30_000;
const LAST_LINES = 20;
/** No limit on calls is met: what is measured is what they cost. */
const UNLIMITED = '10000000';

/** @throws when it ends instead of getting ready, with what it said last */
export async function startGateway(options: StartGatewayOptions): Promise<BenchGateway> {
  const { port, signal, hasInspector = false } = options;
  signal.throwIfAborted();
  const startedAt = performance.now();
  const inspect = hasInspector ? ['--inspect=127.0.0.1:0'] : [];
  const child = spawn(
    process.execPath,
    ['--conditions=@parley/source', ...inspect, ...endWithParent.nodeArguments, COMMAND, 'serve'],
    { env: environment(options), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended.finally(() => clearTimeout(force));
  };
  const stopOnAbort = (): void => void stop();
  signal.addEventListener('abort', stopOnAbort, { once: true });
  void ended.then(() => signal.removeEventListener('abort', stopOnAbort));
  const lines: string[] = [];
  let inspector: string | undefined;
  const isReady = new Promise<boolean>((resolve) => {
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => {
        lines.splice(0, Math.max(0, lines.length - LAST_LINES));
        lines.push(line);
        inspector ??= /^Debugger listening on (ws:\S+)$/.exec(line)?.[1];
        if (line.startsWith('Ready:')) resolve(true);
      });
    }
  });
  if (!(await Promise.race([isReady, ended.then(() => false)])))
    throw new Error(`The gateway did not start.\n${lines.join('\n')}`);
  return { port, pid: child.pid ?? 0, startMs: performance.now() - startedAt, inspector, stop };
}

function environment(options: StartGatewayOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(PARLEY_|DATABASE_|NODE_OPTIONS)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    ...endWithParent.environment,
    NODE_ENV: 'production',
    PARLEY_LOCAL: '1',
    PARLEY_LOCAL_ORIGINS: options.localOrigins.join(','),
    PARLEY_ORIGIN: options.origin,
    PARLEY_PORT: String(options.port),
    PARLEY_DATA: options.dataDir,
    PARLEY_LOG: 'warn',
    PARLEY_CALLS_PER_ADDRESS: UNLIMITED,
    PARLEY_CALLS_PER_VENDOR: UNLIMITED,
    PARLEY_CALLS_PER_OWNER: UNLIMITED,
    PARLEY_ASKS_PER_VENDOR: UNLIMITED,
    ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
  };
}
