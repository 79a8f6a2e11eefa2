import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readAudit } from '../../scripts/support/read-audit.ts';

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly version?: string;
}
type Dependencies = Readonly<Record<string, string>>;
interface Manifest {
  readonly private?: boolean;
  readonly dependencies?: Dependencies;
  readonly optionalDependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly files?: readonly string[];
  readonly publishConfig?: object;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
const { packages } = readJson<{ packages: Record<string, Locked & Manifest> }>('package-lock.json');
const installed = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));

/** Why a locked package might be something else at the next install. */
function loose(path: string, { resolved, integrity, link, inBundle }: Locked): string[] {
  if (link === true)
    return /^(?:packages|examples|test)\/[\w-]+$/.test(resolved ?? '')
      ? []
      : [`${path} leads to ${resolved}`];
  if (inBundle === true) return [];
  const faults: string[] = [];
  if (!/^sha512-[\w+/]{86}==$/.test(integrity ?? '')) faults.push(`${path} has no sha512`);
  if (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'))
    faults.push(`${path} comes from ${resolved}`);
  return faults;
}

test('every locked package is one of the registry, held to its bytes, or of this repository', () => {
  expect(installed.length).toBeGreaterThan(500);
  expect(installed.flatMap(([path, entry]) => loose(path, entry))).toEqual([]);
});

test.each<[what: string, entry: Locked]>([
  ['no bytes to hold it to', {}],
  ['weak ones', { integrity: 'sha1-abc' }],
  [
    'a git repository',
    { resolved: 'git+ssh://git@host.example/a.git#1', integrity: `sha512-${'x'.repeat(86)}==` },
  ],
  ['another host', { resolved: 'https://host.example/a.tgz', integrity: `sha512-${'x'.repeat(86)}==` }],
  ['a folder outside', { link: true, resolved: '../elsewhere' }],
])('a locked package is refused with %s', (_what, entry) => {
  expect(loose('node_modules/a', entry)).not.toEqual([]);
});

const ELSEWHERE = /^(?:git|github:|gitlab:|bitbucket:|https?:|file:|link:|[\w-]+\/[\w.-]+(?:#|$))/;

test('no manifest, ours or a dependency’s, asks for a package from anywhere else', () => {
  const asked = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.entries({ ...dependencies, ...optionalDependencies })
      .filter(([, range]) => ELSEWHERE.test(range))
      .map(([name, range]) => `${path} asks for ${name} ${range}`),
  );
  expect(asked).toEqual([]);
  for (const range of [
    'git+https://host.example/a',
    'github:a/b',
    'a/b',
    'https://host.example/a.tgz',
    'file:../a',
  ])
    expect(range).toMatch(ELSEWHERE);
  for (const range of ['^1.0.0', '1.2.3', '>=1 <2', 'npm:i@0.3.7', '*', '^1 || ^2'])
    expect(range).not.toMatch(ELSEWHERE);
});

const published = globSync('packages/*/package.json', { cwd: root }).filter(
  (path) => readJson<Manifest>(path).private !== true,
);

test.each(published)('%s publishes named files only, and with its provenance', (path) => {
  const { files, publishConfig } = readJson<Manifest>(path);
  expect(files).toContain('dist');
  expect(publishConfig).toEqual({ access: 'public', provenance: true });
});

test('an audit that found nothing, found something, or was not made is told apart', () => {
  const report = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities });
  const flaw = (severity: string) => ({ severity, range: '<1.2.3' });
  expect(readAudit(report({}))).toEqual({ checked: true, flaws: [] });
  expect(readAudit(report({ a: flaw('low'), b: flaw('high'), c: flaw('critical') }))).toEqual({
    checked: true,
    flaws: ['b <1.2.3: high', 'c <1.2.3: critical'],
  });
  expect(readAudit(JSON.stringify({ statusCode: 405, message: 'POST https://…' }))).toEqual({
    checked: false,
    reason: 'status 405',
  });
  expect(readAudit('')).toEqual({ checked: false, reason: 'no report' });
});
