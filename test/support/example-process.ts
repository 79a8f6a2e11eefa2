import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser } from '../../scripts/support/browser.ts';
import { bareEnvironment } from './bare-environment.ts';

export const examplesFolder = fileURLToPath(new URL('../../examples/', import.meta.url));

/** An example at work, in a process of its own. */
export interface Example {
  readonly process: ChildProcess;
  readonly ended: Promise<number>;
  /** The first line that matches; fails when the example ends without it. */
  line(pattern: RegExp): Promise<string>;
  /** The address that it prints. */
  address(): Promise<string>;
  /** Opens it. */
  pageToDecideOn(browser: Browser): Promise<string>;
  output(): string;
}

/** Starts an example with these words, and nothing in its environment but these settings. */
export function startExample(
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Example {
  const child = spawn(
    process.execPath,
    ['--conditions=@parley/source', join(examplesFolder, name), ...words],
    { env: { ...bareEnvironment(), ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
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
  const line = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = lines.find((each) => pattern.test(each));
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`${name} ended: ${lines.join('\n')}`);
      await once(arrivals, 'line');
    }
  };
  const address = async (): Promise<string> => /(http\S+)$/.exec(await line(/^Within a minute/))?.[1] ?? '';
  return {
    process: child,
    ended,
    line,
    address,
    pageToDecideOn: async (browser) => (await browser.open(await address())).url,
    output: () => lines.join('\n'),
  };
}

/** Whether something listens there yet. */
export const isAnswered = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
