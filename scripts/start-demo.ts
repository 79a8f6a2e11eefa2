// npm start: the whole of Parley on this machine. What it takes is in demo/options.ts.

import { type DemoOptions, HELP, readOptions, WrongUse } from './demo/options.ts';
import { assertPinnedNode } from './support/pinned-node.ts';

const WRONG_USE = 2;

assertPinnedNode();
const options = understood(process.argv.slice(2));
if (options?.isHelp) process.stdout.write(HELP);
else if (options !== undefined) {
  // Only now, because it takes a second: a wrong word is answered at once.
  const { runDemo } = await import('./demo/run-demo.ts');
  process.exit(await runDemo(options));
}

function understood(words: readonly string[]): DemoOptions | undefined {
  try {
    return readOptions(words);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    process.stderr.write(`${error.message}\n"npm start -- --help" says what there is.\n`);
    process.exitCode = WRONG_USE;
    return undefined;
  }
}
