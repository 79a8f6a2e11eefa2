import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import manifest from '../../package.json' with { type: 'json' };
import { createConsumer } from '../../scripts/support/consumer-project.ts';
import { packPackages } from '../../scripts/support/packed-packages.ts';
import { runCommand } from '../../scripts/support/run-command.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A project that has installed the vendor SDK as a registry would give it. */
    consumerFolder: string;
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const wanted = ['packages/protocol', 'packages/vendor-sdk'];

let folder: string | undefined;

/** Builds, packs and installs the vendor SDK, once for the whole run. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'parley-installed-'));
  const tsc = join(root, 'node_modules/typescript/lib/tsc.js');
  await runCommand(process.execPath, [tsc, '-b', ...wanted], root);
  const packages = await packPackages(root, folder, wanted);
  const consumer = join(folder, 'consumer');
  await createConsumer(consumer, packages, manifest.devDependencies['@types/node']);
  project.provide('consumerFolder', consumer);
}

export async function teardown(): Promise<void> {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
