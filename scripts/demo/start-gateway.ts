// The gateway as a child process, by its own command. In: ports and a folder. Out: a gateway that answers.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endWithParent } from '../support/end-with-parent.ts';
import { endDatabase } from './end-database.ts';

export interface StartGatewayOptions {
  readonly port: number;
  /** Of the dashboard that it serves. */
  readonly dashboardPort: number;
  /** The provider that the dashboard offers, where somebody without a pod gets one too. */
  readonly pods: string;
  readonly dataDir: string;
  /** Where its log goes. */
  readonly logFile: string;
  /** The other loopback origins of this machine that it may talk to. */
  readonly localOrigins: readonly string[];
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface RunningGateway {
  readonly origin: string;
  /** Drains, and ends the database with it. */
  stop(): Promise<void>;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
}

const COMMAND = fileURLToPath(new URL('../../packages/consent-gateway/src/main.ts', import.meta.url));
const STOP_MS = 20_000;

/** Starts it and waits until it is ready. @throws when it ends instead; then nothing of it is left */
export async function startGateway(options: StartGatewayOptions): Promise<RunningGateway> {
  const { signal, logFile, dataDir } = options;
  signal.throwIfAborted();
  const origin = `http://localhost:${options.port}`;
  const child = spawn(
    process.execPath,
    ['--conditions=@parley/source', ...endWithParent.nodeArguments, COMMAND, 'serve'],
    {
      env: gatewayEnvironment(origin, options),
      stdio: ['ignore', 'pipe', 'pipe'],
      // In a session of its own: Ctrl-C reaches the demo alone, which ends its children in order.
      detached: true,
    },
  );
  const ended = once(child, 'close').then(() => {});
  child.stderr?.pipe(createWriteStream(logFile, { flags: 'a', mode: 0o600 }));
  let stopping: Promise<void> | undefined;
  const stop = () => {
    // Once: a second SIGTERM would end it the hard way.
    stopping ??= stopChild(child, ended);
    return stopping;
  };
  const stopOnExit = () => {
    child.kill('SIGKILL');
    endDatabase(dataDir);
  };
  const stopOnAbort = () => void stop();
  process.once('exit', stopOnExit);
  signal.addEventListener('abort', stopOnAbort, { once: true });
  void ended.then(() => {
    // Where it was killed, its database would go on.
    endDatabase(dataDir);
    process.off('exit', stopOnExit);
    signal.removeEventListener('abort', stopOnAbort);
  });
  const isReady = await Promise.race([untilReady(child, options.say), ended.then(() => false)]);
  if (isReady) return { origin, stop, ended };
  signal.throwIfAborted();
  throw new Error(`The gateway did not start. What it says is in ${logFile}`);
}

/** None of this machine's own settings for another gateway. */
function gatewayEnvironment(origin: string, options: StartGatewayOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PARLEY_|DATABASE_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    ...endWithParent.environment,
    PARLEY_LOCAL: '1',
    PARLEY_LOCAL_ORIGINS: options.localOrigins.join(','),
    PARLEY_ORIGIN: origin,
    PARLEY_PORT: String(options.port),
    PARLEY_DATA: options.dataDir,
    PARLEY_DASHBOARD: `http://localhost:${options.dashboardPort}`,
    PARLEY_DASHBOARD_PORT: String(options.dashboardPort),
    PARLEY_PROVIDERS: options.pods,
    PARLEY_POD_SIGNUP: `${options.pods}.account/login/password/register/`,
    PARLEY_LOG: 'warn',
  };
}

function untilReady(child: ChildProcess, say: (text: string) => void): Promise<boolean> {
  return new Promise((resolve) => {
    if (child.stdout === null) return resolve(false);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('Ready:')) resolve(true);
      else if (!line.startsWith('Stopping:')) say(line);
    });
  });
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(force);
}
