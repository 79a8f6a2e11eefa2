// The demo as a stranger starts it, and every process that comes of it.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

export interface DemoProcess {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Waits until it has printed this. @throws with all that it printed when it ends before */
  printed(pattern: RegExp, timeoutMs?: number): Promise<string>;
  /** It and all that it has started. */
  processes(): number[];
  readonly exitCode: Promise<number | null>;
}

export function startDemo(words: readonly string[]): DemoProcess {
  const child = spawn('node', ['scripts/run.mjs', 'scripts/start-demo.ts', ...words], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    // What a stranger's shell does not have.
    env: Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|npm_)/.test(name)),
    ),
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    exitCode,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    async printed(pattern, timeoutMs = 90_000) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const [found] = pattern.exec(said.stdout) ?? [];
        if (found !== undefined) return found;
        if (child.exitCode !== null || Date.now() > deadline) {
          throw new Error(`The demo did not print ${pattern}.\n${said.stdout}\n${said.stderr}`);
        }
        await sleep(100);
      }
    },
    processes: () => withDescendants(child.pid ?? 0),
  };
}

/** Those that still live after a while. */
export async function survivors(processes: readonly number[], withinMs = 20_000): Promise<number[]> {
  const deadline = Date.now() + withinMs;
  let living = processes.filter(isAlive);
  while (living.length > 0 && Date.now() < deadline) {
    await sleep(100);
    living = living.filter(isAlive);
  }
  return living;
}

function withDescendants(root: number): number[] {
  const rows = processTable();
  const found = [root];
  for (const pid of found) {
    for (const row of rows) if (row.parent === pid) found.push(row.pid);
  }
  return found;
}

/** Not a zombie: that is only a number which nobody has collected yet. */
function isAlive(pid: number): boolean {
  return processTable().some((row) => row.pid === pid && !row.state.startsWith('Z'));
}

function processTable(): { pid: number; parent: number; state: string }[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return table
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .map(([pid, parent, state = '']) => ({ pid: Number(pid), parent: Number(parent), state }));
}
