import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  engines: { node: string };
  exports?: Record<string, string | Record<string, string>>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
const readManifest = (folder: string) => readJson<Manifest>(`${folder}/package.json`);
const repository = readManifest('.');
const packages = globSync('packages/*/package.json', { cwd: root })
  .map((path) => dirname(path))
  .filter((folder) => readManifest(folder).private !== true)
  .sort();

test('development tools and libraries are pinned exactly', () => {
  const ranges = ['.', 'test/runtimes', ...packages].flatMap((folder) => {
    const { dependencies, devDependencies } = readManifest(folder);
    return Object.entries({ ...dependencies, ...devDependencies }).filter(([, range]) => !/^\d/.test(range));
  });
  expect(ranges).toEqual([]);
});

test('the lock names no registry host', () => {
  const locked = readJson<{ packages: Record<string, { resolved?: string }> }>('package-lock.json').packages;
  const hosts = Object.values(locked).filter(({ resolved }) => resolved?.startsWith('http'));
  expect(hosts).toEqual([]);
});

test('the lock holds every platform package, so that npm ci takes it everywhere', () => {
  const locked = readJson<{ packages: Record<string, { optionalDependencies?: Record<string, string> }> }>(
    'package-lock.json',
  ).packages;
  const wanted = Object.values(locked).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  const names = new Set(Object.keys(locked).map((path) => path.replace(/^.*node_modules\//, '')));
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
});

test('every package with an install script is allowed to run it', () => {
  const locked = readJson<{ packages: Record<string, { hasInstallScript?: boolean }> }>(
    'package-lock.json',
  ).packages;
  const withScript = Object.entries(locked)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  const allowed = Object.keys(readJson<{ allowScripts: object }>('package.json').allowScripts);
  expect([...new Set(withScript)].sort()).toEqual(allowed.sort());
});

test('the vendor SDK says on which runtimes it is tried, in which versions', () => {
  const { bun, deno, node, workerd } = readManifest('test/runtimes').devDependencies ?? {};
  const workers = workerd?.replace(/^1\.(\d{4})(\d{2})(\d{2})\.\d+$/, '$1-$2-$3');
  const said = `Node\\s${node}, Node ${repository.devDependencies?.['node']}, Deno ${deno}, Bun ${bun} and workerd ${workers},`;
  expect(readFileSync(join(root, 'packages/vendor-sdk/README.md'), 'utf8')).toMatch(new RegExp(said));
});

describe.each(packages)('%s', (folder) => {
  const manifest = readManifest(folder);

  test('has the version, the Node floor and the licence of the repository', () => {
    expect(manifest.version).toBe(repository.version);
    expect(manifest.engines).toEqual(repository.engines);
    expect(readFileSync(join(root, folder, 'LICENSE'), 'utf8')).toBe(
      readFileSync(join(root, 'LICENSE'), 'utf8'),
    );
  });

  test('leads every entry point to a source, its types and its code', () => {
    const { './package.json': self, ...entryPoints } = manifest.exports ?? {};
    expect(self).toBe('./package.json');
    for (const entry of Object.values(entryPoints)) {
      const source = typeof entry === 'string' ? entry : (entry['@parley/source'] ?? '');
      const built = source.replace('./src/', './dist/').replace(/\.ts$/, '');
      expect(entry).toEqual({ '@parley/source': source, types: `${built}.d.ts`, default: `${built}.js` });
      expect(existsSync(join(root, folder, source)), source).toBe(true);
    }
  });

  test('references in its tsconfig exactly the workspace packages that it depends on', () => {
    const { references } = readJson<{ references: { path: string }[] }>(`${folder}/tsconfig.json`);
    const depended = Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith('@parley/'));
    const referenced = references.map(({ path }) => readManifest(join(folder, path)).name);
    expect(referenced.sort()).toEqual(depended.sort());
  });
});
