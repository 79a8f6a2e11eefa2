// A stranger's project that installs our tarballs. In: tarballs. Out: it compiles against every entry point with
// the strictest library check, imports each of them, and the commands answer --help.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedPackage } from './packed-packages.ts';
import { runCommand } from './run-command.ts';

/** These must compile where there is no Node: browsers and workers. */
const withoutNode = new Set(['@parley/protocol', '@parley/vendor-sdk', '@parley/crm-connectors']);

const compilerOptions = {
  target: 'ES2023',
  module: 'NodeNext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

/** Installs what the tarballs declare, and nothing of this workspace. */
export async function createConsumer(
  folder: string,
  packages: PackedPackage[],
  nodeTypes: string,
): Promise<void> {
  const manifest = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`])),
    devDependencies: { '@types/node': nodeTypes },
    // Each other's tarballs too: nobody asks the registry for a name that is ours and not there.
    overrides: Object.fromEntries(packages.map(({ name }) => [name, `$${name}`])),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  await runCommand('npm', ['install', '--ignore-scripts', ...quiet], folder);
}

export async function compileConsumer(folder: string, one: PackedPackage, tsc: string): Promise<void> {
  const platform = withoutNode.has(one.name)
    ? { lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'], types: [] }
    : { lib: ['ES2023'], types: ['node'] };
  const file = `${one.name.replaceAll('/', '-')}.ts`;
  const imports = one.entryPoints.map(
    (entry, n) => `import * as entry${n} from '${entry}';\nvoid entry${n};\n`,
  );
  await writeFile(join(folder, file), imports.join(''));
  const project = join(folder, `tsconfig.${file}.json`);
  const options = { compilerOptions: { ...compilerOptions, ...platform }, files: [file] };
  await writeFile(project, JSON.stringify(options));
  await runCommand(process.execPath, [tsc, '-p', project], folder);
}

export async function importEntryPoints(folder: string, one: PackedPackage): Promise<void> {
  const program = `
    for (const entry of ${JSON.stringify(one.entryPoints)}) {
      const names = Object.keys(await import(entry));
      if (names.length === 0) throw new Error(entry + ' exports nothing');
    }`;
  await runCommand(process.execPath, ['--input-type=module', '--eval', program], folder);
}

export async function askForHelp(folder: string, one: PackedPackage): Promise<void> {
  for (const command of one.commands) {
    await runCommand(join(folder, 'node_modules', '.bin', command), ['--help'], folder);
  }
}

/** The command's template came along, and every module of it is found by its name. */
export async function initApp(folder: string): Promise<void> {
  const app = join(folder, 'app');
  await runCommand(join(folder, 'node_modules', '.bin', 'parley'), ['init', app], folder);
  const program = `
    const { access } = await import('node:fs/promises');
    for (const file of ['.gitignore', 'parley.json', 'keys/vendor-key.json']) await access(file);
    await import('./what-we-ask.js');`;
  await runCommand(process.execPath, ['--input-type=module', '--eval', program], app);
}
