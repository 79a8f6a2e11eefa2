import { stat } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { runCommand } from './run-command.ts';

/** Whom the database runs as where the gateway runs as root: PostgreSQL refuses to run as root. */
export interface ServiceUser {
  readonly uid: number;
  readonly gid: number;
}

const COMMAND_MS = 20_000;

/**
 * `undefined` for an ordinary user: the database then runs as that user. As root: whoever owns the cluster already, else
 * user `postgres` (made when missing), else `nobody`.
 */
export async function serviceUser(cluster: string): Promise<ServiceUser | undefined> {
  if (process.geteuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const user = (await lookUp('postgres')) ?? (await makePostgresUser()) ?? (await lookUp('nobody'));
  if (user !== undefined) return user;
  throw new EmbeddedPostgresError(
    'start_failed',
    'PostgreSQL does not run as root, and no user "postgres" or "nobody" could be found or made. ' +
      'Run the gateway as an ordinary user, or set DATABASE_URL.',
  );
}

async function makePostgresUser(): Promise<ServiceUser | undefined> {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']],
    // BusyBox
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', 'postgres']],
  ];
  for (const [command, args] of ways) {
    await runCommand(command, args, { timeoutMs: COMMAND_MS });
    const made = await lookUp('postgres');
    if (made !== undefined) return made;
  }
  return undefined;
}

async function lookUp(name: string): Promise<ServiceUser | undefined> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map((flag) => runCommand('id', [flag, name], { timeoutMs: COMMAND_MS })),
  );
  if (uid?.code !== 0 || gid?.code !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}
