import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);
const files = [
  ...globSync('packages/{vendor-sdk,crm-connectors}/README.md', { cwd: root }),
  ...globSync('packages/{vendor-sdk,crm-connectors}/src/**/!(*.test).ts', { cwd: root }),
];

const COMPILING_MS = 60_000;

let folder: string;

beforeAll(async () => {
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'examples-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The `ts` blocks of a text, as they would be pasted into a file. */
function examplesIn(text: string): string[] {
  const plain = text.replaceAll(/^ *\* ?/gm, '');
  return [...plain.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);
}

async function compile(examples: readonly string[]): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const [index, code] of examples.entries()) await writeFile(join(folder, `example-${index}.ts`), code);
  const compilerOptions = {
    noEmit: true,
    composite: false,
    incremental: false,
    declarationMap: false,
    noUnusedLocals: false,
    types: ['node'],
    skipLibCheck: true,
  };
  const settings = { extends: join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  return run(process.execPath, [join(root, 'node_modules/typescript/lib/tsc.js'), '-p', folder]).then(
    () => '',
    (fault: { stdout: string }) => fault.stdout,
  );
}

it('every example in the docstrings and the READMEs of the vendor SDK and the CRM connectors compiles', {
  timeout: COMPILING_MS,
}, async () => {
  const examples = files.flatMap((file) => examplesIn(readFileSync(join(root, file), 'utf8')));
  expect(examples.length).toBeGreaterThan(8);
  expect(await compile(examples)).toBe('');
});

it('an example that does not compile is reported', { timeout: COMPILING_MS }, async () => {
  const docstring =
    "/**\n * ```ts\n * import { noSuchThing } from '@parley/vendor-sdk';\n * noSuchThing();\n * ```\n */";
  expect(await compile(examplesIn(docstring))).toContain('noSuchThing');
});
