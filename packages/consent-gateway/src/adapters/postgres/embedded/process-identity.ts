import { readFileSync } from 'node:fs';
import { readlink } from 'node:fs/promises';

/** Whether a process of this number lives. A zombie does not. */
export function isRunning(pid: number): boolean {
  const stat = procStat(pid);
  if (stat !== undefined) return stat.state !== 'Z' && stat.state !== 'X';
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Tells a process from a later one that got the same number: `pid-start`. The start is 0 where /proc is not there. */
export function processIdentity(pid: number): string {
  return `${pid}-${procStat(pid)?.startTicks ?? '0'}`;
}

/** Whether the process that once gave this identity still lives. */
export function identityLives(identity: string): boolean {
  const pid = Number(identity.split('-')[0]);
  return Number.isInteger(pid) && pid > 0 && isRunning(pid) && processIdentity(pid) === identity;
}

/** The folder a process works in, where the system tells (Linux; own processes, or any as root). */
export async function workingFolderOf(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined);
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function procStat(pid: number): { state: string; startTicks: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold spaces: what follows its last ')' is field 3 and up.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '0' };
  } catch {
    return undefined;
  }
}
