import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../packages/parley-cli/src/main.ts', import.meta.url));

/** What the process ends with when anything in it reaches for the network. */
export const NETWORK_TOUCHED = 99;

const WITHOUT_NETWORK = `
  import net from 'node:net';
  const refuse = () => process.exit(${NETWORK_TOUCHED});
  net.Socket.prototype.connect = refuse;
  globalThis.fetch = refuse;`;

export interface ParleyAnswer {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The command in a process of its own that may read files and nothing else: no network, no writing, no other process. */
export function runParley(...words: string[]): Promise<ParleyAnswer> {
  const guard = [
    '--permission',
    '--allow-fs-read=*',
    `--import=data:text/javascript,${encodeURIComponent(WITHOUT_NETWORK)}`,
  ];
  return new Promise((resolve) => {
    const args = ['--conditions=@parley/source', ...guard, main, ...words];
    const child = execFile(process.execPath, args, (_fault, out, err) =>
      resolve({ exitCode: child.exitCode ?? -1, out, err }),
    );
  });
}
