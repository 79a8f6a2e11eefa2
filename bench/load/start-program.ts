import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { endWithParent } from '../../scripts/support/end-with-parent.ts';

/** One of the benchmark's own programs, in a process of its own. It ends with this one, and does not keep it. */
export interface StartedProgram<In extends object, Out> {
  send(message: In): void;
  /** The next thing it says. @throws when it ends instead */
  next(): Promise<Out>;
  stop(): Promise<void>;
}

export function startProgram<In extends object, Out>(file: URL): StartedProgram<In, Out> {
  const child = fork(file, {
    execArgv: ['--conditions=@parley/source', ...endWithParent.nodeArguments],
    env: { ...process.env, ...endWithParent.environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  });
  const ended = once(child, 'exit');
  const heard = listen<Out>(child);
  return {
    send: (message) => void child.send(message),
    next: () => heard(),
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What it says is kept until somebody asks. */
function listen<Out>(child: ChildProcess): () => Promise<Out> {
  const said: Out[] = [];
  const waiting: { resolve(message: Out): void; reject(reason: Error): void }[] = [];
  let hasEnded = false;
  child.on('message', (message) => {
    const next = waiting.shift();
    if (next === undefined) said.push(message as Out);
    else next.resolve(message as Out);
  });
  child.once('exit', () => {
    hasEnded = true;
    for (const { reject } of waiting.splice(0)) reject(new Error(`${child.spawnargs.at(-1)} ended`));
  });
  return () =>
    new Promise((resolve, reject) => {
      const message = said.shift();
      if (message !== undefined) resolve(message);
      else if (hasEnded) reject(new Error(`${child.spawnargs.at(-1)} has ended`));
      else waiting.push({ resolve, reject });
    });
}
