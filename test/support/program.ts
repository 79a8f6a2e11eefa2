import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { bareEnvironment } from './bare-environment.ts';

/** A program at work, in a process of its own. */
export interface Program {
  readonly process: ChildProcess;
  readonly ended: Promise<number>;
  /** The first line that matches; fails when the program ends without it. */
  line(pattern: RegExp): Promise<string>;
  /** What a person types. */
  type(line: string): void;
  output(): string;
}

/** Starts a program from the sources, with nothing in its environment but these settings. */
export function startProgram(
  file: string,
  words: readonly string[],
  options: { readonly environment?: Readonly<Record<string, string>>; readonly folder?: string } = {},
): Program {
  const child = spawn(process.execPath, ['--conditions=@parley/source', file, ...words], {
    env: { ...bareEnvironment(), ...options.environment },
    ...(options.folder !== undefined && { cwd: options.folder }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const arrivals = new EventEmitter();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      arrivals.emit('line');
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    arrivals.emit('line');
    return Number(code);
  });
  return {
    process: child,
    ended,
    async line(pattern) {
      for (;;) {
        const found = lines.find((each) => pattern.test(each));
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`${file} ended: ${lines.join('\n')}`);
        await once(arrivals, 'line');
      }
    },
    type: (line) => void child.stdin.write(`${line}\n`),
    output: () => lines.join('\n'),
  };
}
