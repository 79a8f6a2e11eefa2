// Runs a script of this repository with the pinned Node: node scripts/run.mjs <script> [arguments]
// In: any Node from 20 on, nothing installed. Out: the script's own output, exit code and signals.
// Workspace packages resolve to their TypeScript sources, so nothing has to be built.

import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { ensureInstalled, InstallError, pinnedNode, repositoryFolder } from './install.mjs';

const [script, ...scriptArguments] = process.argv.slice(2);

await ensureInstalled().catch((fault) => {
  process.stderr.write(`\n${fault instanceof InstallError ? fault.message : fault.stack}\n`);
  process.exit(1);
});
if (script !== undefined) run(script, scriptArguments);

function run(/** @type {string} */ file, /** @type {string[]} */ args) {
  const child = spawn(pinnedNode, ['--conditions=@parley/source', file, ...args], {
    env: {
      // Compiled once for all the processes that this one starts: half of what a short command costs.
      NODE_COMPILE_CACHE: join(repositoryFolder, 'node_modules/.cache/compiled'),
      ...process.env,
      PATH: [dirname(pinnedNode), process.env.PATH].join(delimiter),
    },
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // On a terminal Ctrl-C reaches the child by itself; passing it on would interrupt it twice.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
  }
  // npm starts us through a shell that passes no signal on: when that is gone, nobody waits for the child.
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      child.kill('SIGTERM');
    }, 250);
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
