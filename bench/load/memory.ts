import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const KIB_A_MEGABYTE = 1_000_000 / 1024;

/** What a process holds in memory (resident set), as the system says. */
export async function residentMegabytes(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout.trim()) / KIB_A_MEGABYTE;
}
