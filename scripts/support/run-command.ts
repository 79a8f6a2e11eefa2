import { execFile } from 'node:child_process';

/** Runs a command to its end and gives what it printed. @throws with everything it printed when it fails. */
export function runCommand(
  command: string,
  args: string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<string> {
  const env = { ...process.env, ...environment };
  const options = { cwd, env, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, options, (fault, stdout, stderr) => {
      if (fault === null) return resolve(stdout);
      const shown = `${command} ${args.join(' ')}`;
      reject(new Error(`${shown}\n${stdout}${stderr}`.trimEnd(), { cause: fault }));
    });
    child.stdin?.end();
  });
}
