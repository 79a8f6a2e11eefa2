import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = globSync('{*.md,docs/**/*.md,packages/*/*.md,examples/**/*.md}', { cwd: root }).filter(
  (page) => !page.includes('node_modules'),
);
const read = (page: string) => readFileSync(join(root, page), 'utf8');

test.each(pages)('%s: every link inside the repository leads somewhere', (page) => {
  expect(brokenLinks(page, read(page))).toEqual([]);
});

test('a broken link is found', () => {
  const text = '# Here\n[a](nowhere.md) [b](#here) [c](#there) [d](https://example.com)\n`[e](code.md)`';
  expect(brokenLinks('README.md', text)).toEqual(['nowhere.md', '#there']);
});

/** Links to missing files, and to headings that the page they name does not have. */
function brokenLinks(page: string, text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    if (target !== page && !existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(target === page ? text : read(target)).has(anchor);
  });
}

function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/^#+ +(.+)$/gm)];
  return new Set(headings.map(([, title = '']) => slug(title)));
}

/** As the common hosting sites do it. */
function slug(title: string): string {
  const plain = title.replaceAll(/[`*]|\[|\]\([^)]*\)/g, '').toLowerCase();
  return plain
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}
