import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { openNotedActs } from '../adapters/files/noted-acts.ts';
import { type Database, openDatabase } from '../adapters/postgres/open-database.ts';
import { createOperatorActs } from '../adapters/postgres/operator-acts.ts';
import type { Settings } from '../config.ts';
import type { OperatorAct } from '../operator/operator-act.ts';
import { hasSecrets } from '../secrets/file-secrets.ts';
import { openSecrets } from '../secrets/open-secrets.ts';
import { stopSignal } from './stop-signal.ts';
import { withDatabaseUrl } from './with-database-url.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ActOf<T> {
  readonly settings: Settings;
  /** Who has become this user by `sudo`. */
  readonly environment: Environment;
  readonly command: string;
  /** Ids that the command names. */
  readonly about: readonly string[];
  /** Ids that come of it. */
  readonly resultAbout?: (result: T) => readonly string[];
}

/**
 * Runs what an operator has commanded, with a row before and one after it: an act that changes something is on the disk before it begins.
 * Where that cannot be, nothing is done.
 */
export async function audited<T>(of: ActOf<T>, work: () => Promise<T>): Promise<T> {
  const { note } = openNotedActs(of.settings);
  const { command, about } = of;
  const act = (outcome: OperatorAct['outcome'], more: readonly string[] = []): OperatorAct => ({
    id: randomUUID(),
    at: new Date().toISOString(),
    operator: operatorName(of.environment),
    command,
    about: [...about, ...more],
    outcome,
  });
  await note(act('begun'));
  try {
    const result = await work();
    await note(act('done', of.resultAbout?.(result)));
    return result;
  } catch (error) {
    await note(act('failed'));
    throw error;
  }
}

/** Puts what was noted into the database. Where the gateway has no secrets yet, it waits for them. */
export async function keepNotedActs(
  settings: Settings,
  withDatabase: <T>(work: (database: Database['db']) => Promise<T>) => Promise<T>,
): Promise<void> {
  if (!(await hasSecrets(settings.dataDir))) return;
  await openNotedActs(settings).handOver(async (acts) => {
    const key = (await openSecrets(settings)).derive('operator-acts');
    await withDatabase((database) => createOperatorActs({ database, key }).append(acts));
  });
}

/** `audited`, for an act on the database: what was noted goes there at its end. */
export function auditedInDatabase<T>(of: ActOf<T>, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  return withDatabaseUrl(
    of.settings,
    async (url) => {
      try {
        return await audited(of, () => work(url));
      } finally {
        // What cannot be put there now stays noted, and is put there by whoever comes next.
        await keepNotedActs(of.settings, inDatabase(url)).catch(() => undefined);
      }
    },
    stopSignal(),
  );
}

export const inDatabase =
  (url: string) =>
  async <T>(work: (database: Database['db']) => Promise<T>): Promise<T> => {
    const database = await openDatabase({ url, poolSize: 2, log: () => undefined });
    return work(database.db).finally(() => database.close());
  };

/** Where somebody has become this user by `sudo`, both. */
function operatorName({ SUDO_USER: by }: Environment): string {
  const name = userName();
  return by === undefined || by === name ? name : `${by} as ${name}`;
}

/** In a container a user may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
