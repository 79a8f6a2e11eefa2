// The dashboard's files, built when they are not there or older than their sources. In: the repository. Out: packages/dashboard/dist/app.

import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { repositoryFolder } from '../install.mjs';
import { runCommand } from './run-command.ts';

const home = join(repositoryFolder, 'packages/dashboard');
const built = join(home, 'dist/app');
const builtFrom = join(home, 'dist/source.sha256');

const SOURCES = [
  'package-lock.json',
  'packages/dashboard/{index.html,vite.config.ts,package.json}',
  'packages/{dashboard,protocol,pod-client}/src/**/*.{ts,tsx,css,svg}',
];

/** Builds it if anything that it is made of has changed. Takes a few seconds, and nothing where it is up to date. */
export async function ensureDashboard({ say }: { readonly say: (text: string) => void }): Promise<void> {
  const digest = await digestOf(
    SOURCES.flatMap((glob) => globSync(glob, { cwd: repositoryFolder })).filter(
      (path) => !path.endsWith('.test.ts'),
    ),
    repositoryFolder,
  );
  const before = await readFile(builtFrom, 'utf8').catch(() => undefined);
  if (before === digest.whole && existsSync(join(built, 'hash.json'))) return;
  say('building the dashboard, about 5 s');
  // Beside it, then in its place: another process may be serving it, or building it too.
  const draft = `${built}.${randomUUID().slice(0, 8)}`;
  try {
    await buildDashboard(draft);
    await rm(built, { recursive: true, force: true });
    await rename(draft, built);
    await writeFile(builtFrom, digest.whole);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Builds it into a folder, and writes `hash.json` there. The same sources make the same bytes. */
export async function buildDashboard(folder: string): Promise<void> {
  const vite = join(
    dirname(createRequire(join(home, 'package.json')).resolve('vite/package.json')),
    'bin/vite.js',
  );
  await mkdir(folder, { recursive: true });
  const words = ['build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  await runCommand(process.execPath, [vite, ...words], home, { NODE_ENV: 'production' });
  const files = globSync('**/*.*', { cwd: folder });
  await writeFile(join(folder, 'hash.json'), `${JSON.stringify(await digestOf(files, folder), null, 2)}\n`);
}

/** As `sha256sum` would print it: of each file, and of all these lines in the order of the paths. */
async function digestOf(paths: readonly string[], folder: string) {
  const files: Record<string, string> = {};
  for (const path of paths.map((each) => each.replaceAll('\\', '/')).sort())
    files[path] = sha256(await readFile(join(folder, path)));
  const lines = Object.entries(files).map(([path, hash]) => `${hash}  ${path}\n`);
  return { whole: sha256(lines.join('')), files };
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
