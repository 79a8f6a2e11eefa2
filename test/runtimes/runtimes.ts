// How each runtime is started on the suite: the program, and what it is told. Each comes from the npm registry.

import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { pinnedNode } from '../../scripts/install.mjs';

export interface Runtime {
  readonly name: string;
  /** How it names itself: the test is of this one and no other. */
  readonly userAgent: RegExp;
  /** The command that runs the suite on a stage. Both lie in `folder`, a project that has installed the SDK. */
  command(folder: string): Promise<readonly [program: string, ...args: string[]]>;
}

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL('.', import.meta.url));
const ofPackage = (name: string, path: string): string =>
  join(dirname(require.resolve(`${name}/package.json`)), path);
const exe = process.platform === 'win32' ? '.exe' : '';

const PROGRAM = 'hosts/process.js';
const WORKER = 'worker.js';
export const STAGE = 'stage.json';

const stageOf = (folder: string): string => new URL(STAGE, `file://${folder}/`).href;

export const runtimes: readonly Runtime[] = [
  {
    name: 'Node 22.12, the oldest that it promises',
    userAgent: /^Node\.js\/22$/,
    command: async (folder) => [join(here, `node_modules/node/bin/node${exe}`), PROGRAM, stageOf(folder)],
  },
  {
    name: 'Node 24',
    userAgent: /^Node\.js\/24$/,
    command: async (folder) => [pinnedNode, PROGRAM, stageOf(folder)],
  },
  {
    name: 'Deno',
    userAgent: /^Deno\/2\./,
    // It may reach this machine's network and read the stage, nothing else: no other file, no environment.
    command: async (folder) => [
      ofPackage('deno', `deno${exe}`),
      'run',
      '--quiet',
      '--no-prompt',
      '--cached-only',
      '--allow-net=localhost',
      `--allow-read=${join(folder, STAGE)}`,
      PROGRAM,
      stageOf(folder),
    ],
  },
  {
    name: 'Bun',
    userAgent: /^Bun\/1\./,
    command: async (folder) => [ofPackage('bun', 'bin/bun.exe'), PROGRAM, stageOf(folder)],
  },
  {
    name: "Cloudflare workers' runtime",
    userAgent: /^Cloudflare-Workers$/,
    async command(folder) {
      await bundleWorker(folder);
      await writeFile(join(folder, 'worker.capnp'), WORKERD_CONFIG);
      return [ofPackage('workerd', 'bin/workerd'), 'test', 'worker.capnp'];
    },
  },
];

/** One file, as the tools for workers make it before they send it. */
async function bundleWorker(folder: string): Promise<void> {
  const bundle = await rolldown({
    cwd: folder,
    input: 'hosts/worker.js',
    platform: 'neutral',
    resolve: { conditionNames: ['workerd', 'worker', 'import', 'default'] },
  });
  await bundle.write({ file: join(folder, WORKER), format: 'esm' });
  await bundle.close();
}

/** No compatibility flag: nothing of Node is there. */
const WORKERD_CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "suite", worker = (
      modules = [(name = "worker", esModule = embed "${WORKER}")],
      compatibilityDate = "2026-10-01",
      bindings = [(name = "STAGE", json = embed "${STAGE}")],
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["private"])),
  ],
);
`;
