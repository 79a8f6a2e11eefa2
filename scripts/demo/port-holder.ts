import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { runCommand } from '../support/run-command.ts';

/** Who listens on a TCP port of this machine, as far as this user may see: `node (process 4711)`. */
export async function portHolder(port: number): Promise<string> {
  const found = process.platform === 'linux' ? await holderOnLinux(port) : await holderByLsof(port);
  return found === undefined ? 'another program' : `${found.name} (process ${found.pid})`;
}

interface Holder {
  name: string;
  pid: string;
}

const LISTENING = '0A';

/** @see https://man7.org/linux/man-pages/man5/proc_pid_net.5.html */
async function holderOnLinux(port: number): Promise<Holder | undefined> {
  const address = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  const sockets = tables
    .join('\n')
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(address) && columns[3] === LISTENING)
    .map((columns) => `socket:[${columns[9]}]`);
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const targets = await Promise.all(
      files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')),
    );
    if (!targets.some((target) => sockets.includes(target))) continue;
    return { pid, name: await programOf(pid) };
  }
  return undefined;
}

async function programOf(pid: string): Promise<string> {
  const [program] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  return basename(program || 'a program');
}

async function holderByLsof(port: number): Promise<Holder | undefined> {
  const query = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
  const answer = await runCommand('lsof', query, process.cwd()).catch(() => '');
  const [, pid, name] = /^p(\d+)\nc(.+)$/m.exec(answer) ?? [];
  return pid === undefined || name === undefined ? undefined : { pid, name };
}
