import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pinnedNode } from '../../scripts/install.mjs';
import { caught } from './canaries/plant.ts';

/** The gateway as an operator runs it: the command, in a process of its own. */
export interface GatewayProcess {
  /** `kill -9`, and the process is gone when this resolves. */
  kill(): Promise<void>;
  hasEnded(): boolean;
}

export interface GatewayProcessOptions {
  /** Default: `serve`. */
  readonly words?: readonly string[];
  /** No file of its can grow, as on a full disk. */
  readonly isDiskFull?: boolean;
  /** Told what it logs. */
  readonly log?: (text: string) => void;
}

/** The limit is the system's own, for every user: a write fails in the middle of a file, as it does where no block is left. */
const WITHOUT_SPACE = ['sh', '-c', 'ulimit -f 0; exec "$@"', 'sh'] as const;

const MAIN = ['--conditions=@parley/source', 'packages/consent-gateway/src/main.ts'];

/** Starts it and waits for its ready line. `environment`: its settings. */
export async function startGatewayProcess(
  environment: Readonly<Record<string, string>>,
  { words = ['serve'], isDiskFull = false, log }: GatewayProcessOptions = {},
): Promise<GatewayProcess> {
  const [program, ...before] = isDiskFull ? [...WITHOUT_SPACE, pinnedNode] : [pinnedNode];
  const child = spawn(program, [...before, ...MAIN, ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (log !== undefined) child.stderr.setEncoding('utf8').on('data', log);
  await ready(child);
  return {
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs one command of it to its end. */
export async function runGatewayCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(pinnedNode, [...MAIN, ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: COMMAND_MS,
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  caught('log', out + err);
  return { code: code ?? -1, out, err };
}

const COMMAND_MS = 60_000;

/** What it says, there and afterwards, is searched when the run is over. */
async function ready(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (text: string): void => {
      caught('log', text);
      said += text;
      if (said.includes('Ready:')) resolve();
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    child.once('exit', () => reject(new Error(`The gateway did not start: ${said}`)));
  });
}
