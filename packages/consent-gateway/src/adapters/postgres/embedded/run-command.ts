import { spawn } from 'node:child_process';

export interface CommandResult {
  /** The exit code; `null` where it could not be started or was ended by a signal. */
  readonly code: number | null;
  /** What it printed, both streams. */
  readonly output: string;
}

/** Runs a command to its end, without a shell and with a clean environment. Ends it when aborted or too slow. */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: { uid?: number; gid?: number; cwd?: string; timeoutMs: number; signal?: AbortSignal },
): Promise<CommandResult> {
  const limit = AbortSignal.timeout(options.timeoutMs);
  const { timeoutMs: _limit, signal, ...place } = options;
  const result = await new Promise<CommandResult>((resolve) => {
    const child = spawn(file, args, {
      ...place,
      env: cleanEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code, output }));
  });
  signal?.throwIfAborted();
  return result;
}

/** Nothing of ours: no secrets, and no PG… variable that would change what PostgreSQL does. */
export const cleanEnvironment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };
