// Installs what package-lock.json names, only when it is missing or different. In: the lock file. Out: a complete
// node_modules with the pinned Node. Plain JavaScript without dependencies: it runs on whatever Node is installed.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const repositoryFolder = fileURLToPath(new URL('..', import.meta.url));
export const pinnedNode = join(
  repositoryFolder,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

const lockOfInstall = join(repositoryFolder, '.install.lock');
const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);

/** An installation that did not succeed; its message says in plain words what to do. */
export class InstallError extends Error {
  /** @override */
  name = 'InstallError';
}

/** Installs the dependencies unless they are already there, and proves that the pinned Node runs. */
export async function ensureInstalled() {
  if (!isInstalled()) await oneAtATime(install);
  const { stdout, error } = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' });
  const wanted = `v${readJson('package.json').devDependencies.node}`;
  if (stdout?.trim() !== wanted) {
    throw new InstallError(
      `The repository's own Node should be ${wanted}, but ${pinnedNode} answers ` +
        `"${stdout?.trim() || error?.message}".\nDelete the folder node_modules and run the same command again.`,
    );
  }
}

/** Whether every package of package-lock.json that this platform needs is in node_modules, at that version. */
export function isInstalled() {
  const installed = readJson('node_modules/.package-lock.json')?.packages;
  if (!installed || !existsSync(pinnedNode)) return false;
  return Object.entries(readJson('package-lock.json').packages).every(([path, wanted]) => {
    const found = installed[path];
    if (!path.includes('node_modules/') || wanted.link) return true;
    if (!found) return Boolean(wanted.optional ?? wanted.devOptional);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

async function install() {
  if (isInstalled()) return;
  say('Installing dependencies with npm ci (once; about 1.2 GB on disk) ...');
  const startedAt = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
  const progress = setInterval(() => say(`  still installing, ${seconds()}`), 10_000);
  const exitCode = await runNpmCi().finally(() => clearInterval(progress));
  if (exitCode !== 0) throw new InstallError(adviceFor(exitCode));
  if (!existsSync(pinnedNode)) {
    throw new InstallError(
      'npm installed everything but the pinned Node, because it ran no install scripts.\n' +
        'Run "npm config delete ignore-scripts" (or unset npm_config_ignore_scripts), then the same command again.',
    );
  }
  say(`Installed in ${seconds()}.`);
}

/** @returns {Promise<number>} the exit code of npm; its output goes to stderr, so that stdout stays the program's own */
function runNpmCi() {
  const ownTools = join(repositoryFolder, 'node_modules', '.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ownTools);
  const npm = spawn('npm', ['ci', '--include=dev', '--include=optional', '--loglevel=error'], {
    cwd: repositoryFolder,
    env: { ...process.env, PATH: path.join(delimiter) },
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return new Promise((resolve, reject) => {
    npm.on('close', (code) => resolve(code ?? 1));
    npm.on('error', (cause) => {
      reject(new InstallError('npm was not found. Install Node.js 20 or newer with npm.', { cause }));
    });
  });
}

/** Two commands started together must not delete node_modules under each other: the second one waits. */
async function oneAtATime(/** @type {() => Promise<void>} */ work) {
  for (let isTold = false; !takeLock(); isTold = true) {
    if (!isTold) say('Another command is installing dependencies; waiting for it ...');
    await sleep(500);
  }
  try {
    await work();
  } finally {
    rmSync(lockOfInstall, { force: true });
  }
}

function takeLock() {
  try {
    writeFileSync(lockOfInstall, String(process.pid), { flag: 'wx' });
    return true;
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') {
      throw new InstallError(`This user may not write in ${repositoryFolder}.\n${ownFolderAdvice}`, {
        cause,
      });
    }
    if (!isHolderAlive()) rmSync(lockOfInstall, { force: true });
    return false;
  }
}

function isHolderAlive() {
  try {
    const holder = Number(readFileSync(lockOfInstall, 'utf8'));
    return holder === 0 || process.kill(holder, 0);
  } catch (cause) {
    return codeOf(cause) === 'EPERM';
  }
}

const ownFolderAdvice = 'Use a clone that belongs to you, or change the owner of this one (chown -R).';

function adviceFor(/** @type {number} */ exitCode) {
  return [
    `The dependencies were not installed: "npm ci" ended with exit code ${exitCode} (its own words are above).`,
    '- No answer from the npm registry? Check the network and "npm config get registry", then run the same',
    '  command again: what was downloaded already is kept.',
    `- EACCES or EPERM? ${ownFolderAdvice}`,
    '- ENOSPC? The disk is full: about 2 GB are needed.',
    '- "npm ci can only install ... in sync"? package.json and package-lock.json differ: run "npm install".',
  ].join('\n');
}

const codeOf = (/** @type {unknown} */ cause) =>
  cause instanceof Error && 'code' in cause ? cause.code : undefined;

function readJson(/** @type {string} */ path) {
  try {
    return JSON.parse(readFileSync(join(repositoryFolder, path), 'utf8'));
  } catch {
    return undefined;
  }
}
