import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = globSync('{*.md,docs/**/*.md}', { cwd: root });

/** Where a page may count its paths from. `gateway/` stands for the gateway's sources. */
const BASES = [
  '',
  'packages/',
  'packages/consent-gateway/src/',
  'packages/consent-gateway/src/token/provider/',
];

/** Files and folders of the repository that a page names in code marks. */
function namedFiles(text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, '');
  const marked = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return marked.filter(
    (code) => /^[\w@.-]+(\/[\w@.-]+)+\.(ts|mjs|json)$/.test(code) || /^[\w-]+\.(ts|mjs)$/.test(code),
  );
}

function isThere(path: string): boolean {
  const plain = path.replace(/^gateway\//, 'packages/consent-gateway/src/');
  if (!plain.includes('/'))
    return globSync(`{packages,scripts,test,examples}/**/${plain}`, { cwd: root }).length > 0;
  return BASES.some((base) => existsSync(join(root, base, plain)));
}

it.each(pages)('%s names only files that are there', (page) => {
  const missing = namedFiles(readFileSync(join(root, page), 'utf8')).filter((path) => !isThere(path));
  expect(missing).toEqual([]);
});

it('finds a file that has moved', () => {
  const text =
    '`gateway/read/minimise.ts` and `gateway/read/gone.ts`, not `a.b/c` nor `/v1/issues`, `nowhere.ts`';
  expect(namedFiles(text).filter((path) => !isThere(path))).toEqual(['gateway/read/gone.ts', 'nowhere.ts']);
});
