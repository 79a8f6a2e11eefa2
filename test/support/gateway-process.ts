import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pinnedNode } from '../../scripts/install.mjs';
import { caught } from './canaries/plant.ts';

/** The gateway as an operator runs it: the command, in a process of its own. */
export interface GatewayProcess {
  /** `kill -9`, and the process is gone when this resolves. */
  kill(): Promise<void>;
}

const MAIN = ['--conditions=@parley/source', 'packages/consent-gateway/src/main.ts'];

/** Starts it and waits for its ready line. `environment`: its settings. */
export async function startGatewayProcess(
  environment: Readonly<Record<string, string>>,
  words: readonly string[] = ['serve'],
): Promise<GatewayProcess> {
  const child = spawn(pinnedNode, [...MAIN, ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await ready(child);
  return {
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
