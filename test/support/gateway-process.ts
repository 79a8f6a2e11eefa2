import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pinnedNode } from '../../scripts/install.mjs';

/** The gateway as an operator runs it: the command, in a process of its own. */
export interface GatewayProcess {
  /** `kill -9`, and the process is gone when this resolves. */
  kill(): Promise<void>;
}

/** Starts it and waits for its ready line. `environment`: its settings. */
export async function startGatewayProcess(
  environment: Readonly<Record<string, string>>,
): Promise<GatewayProcess> {
  const child = spawn(
    pinnedNode,
    ['--conditions=@parley/source', 'packages/consent-gateway/src/main.ts', 'serve'],
    { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
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

async function ready(child: ChildProcess): Promise<void> {
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    if (said.includes('Ready:')) return;
  }
  throw new Error(`The gateway did not start: ${said}`);
}
