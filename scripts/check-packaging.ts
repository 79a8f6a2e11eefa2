// Checks the packages as they would be published: npm run check:packaging
// Builds from nothing, packs, and looks at the tarballs from outside.

import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { repositoryFolder } from './install.mjs';
import { ensureDashboard } from './support/build-dashboard.ts';
import { budgetsOf, checkBudget } from './support/bundle-budget.ts';
import {
  askForHelp,
  compileConsumer,
  createConsumer,
  importEntryPoints,
  initApp,
} from './support/consumer-project.ts';
import { type PackedPackage, packPackages } from './support/packed-packages.ts';
import { assertPinnedNode } from './support/pinned-node.ts';
import { runCommand } from './support/run-command.ts';

assertPinnedNode();

const tool = (path: string) => join(repositoryFolder, 'node_modules', path);
const tsc = tool('typescript/lib/tsc.js');

/** Findings of attw that are accepted, each with its reason. */
const acceptedFindings: { rule: string; because: string }[] = [];

const faults: string[] = [];
const folder = await mkdtemp(join(tmpdir(), 'parley-packaging-'));
try {
  await check('build from nothing', buildFromNothing);
  const packages = await packPackages(repositoryFolder, folder);
  for (const one of packages) {
    await check(`${one.name}: contents`, () => checkContents(one));
    await check(`${one.name}: publint`, () => runTool(tool('publint/src/cli.js'), [one.tarball, '--strict']));
    await check(`${one.name}: attw`, () => runTool(tool('@arethetypeswrong/cli/dist/index.js'), attw(one)));
  }
  const consumer = join(folder, 'consumer');
  await check('a project installs the tarballs', () =>
    createConsumer(consumer, packages, manifest.devDependencies['@types/node']),
  );
  for (const one of packages) {
    await check(`${one.name}: compiles in that project`, () => compileConsumer(consumer, one, tsc));
    await check(`${one.name}: runs in that project`, () => importEntryPoints(consumer, one));
    if (one.commands.length > 0) {
      await check(`${one.name}: commands answer --help`, () => askForHelp(consumer, one));
    }
    if (one.commands.includes('parley')) {
      await check(`${one.name}: writes an app that runs`, () => initApp(consumer));
    }
    for (const budget of budgetsOf(one.name)) {
      await check(`${one.name}: size of ${budget.what}`, () => checkBudget(consumer, one.name, budget));
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(faults.length === 0 ? 'Packaging is sound.' : `${faults.length} packaging checks failed.`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function check(name: string, run: () => Promise<unknown>): Promise<void> {
  try {
    const said = await run();
    console.log(`ok      ${name}${typeof said === 'string' ? `: ${said}` : ''}`);
  } catch (fault) {
    faults.push(name);
    console.error(`FAILED  ${name}\n${fault instanceof Error ? fault.message : fault}`);
  }
}

async function buildFromNothing(): Promise<void> {
  const projects = globSync('packages/*/tsconfig.json', { cwd: repositoryFolder });
  for (const dist of globSync('packages/*/dist', { cwd: repositoryFolder })) {
    await rm(join(repositoryFolder, dist), { recursive: true });
  }
  await runTool(tsc, ['-b', ...projects]);
  await ensureDashboard({ say: () => undefined });
}

async function checkContents({ files }: PackedPackage): Promise<void> {
  const unwanted = files.filter((file) => /\.test\.|\.tsbuildinfo$|\.env|\.log$/.test(file));
  const missing = ['LICENSE', 'package.json', 'dist/index.js', 'dist/index.d.ts'].filter(
    (file) => !files.includes(file),
  );
  if (unwanted.length + missing.length === 0) return;
  throw new Error(`missing: ${missing.join(', ') || 'none'}; unwanted: ${unwanted.join(', ') || 'none'}`);
}

function attw({ tarball }: PackedPackage): string[] {
  const accepted = acceptedFindings.flatMap(({ rule }) => ['--ignore-rules', rule]);
  return [tarball, '--profile', 'esm-only', '--format', 'ascii', ...accepted];
}

async function runTool(file: string, args: string[]): Promise<void> {
  await runCommand(process.execPath, [file, ...args], repositoryFolder);
}
