import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
// What docs/api/ shows is compared with the sources by generated-pages.test.ts.
const pages = ['README.md', ...globSync('{docs/**,packages/*}/*.md', { cwd: root })].filter(
  (page) => !page.startsWith('docs/api/'),
);

/** Files that a test runs: what a page shows of them works. */
const TESTED = /^(examples|test|packages\/parley-cli\/template)\//;

interface Snippet {
  readonly file: string;
  readonly code: string;
}

/** Code blocks that name the file they are from, in a comment on the line above. */
function snippetsOf(text: string): Snippet[] {
  return [...text.matchAll(/^<!-- from (\S+) -->\n```\w+\n(.*?)^```$/gms)].map(
    ([, file = '', code = '']) => ({
      file,
      code,
    }),
  );
}

/** Whether the lines stand in the file one after the other, as far indented as they may be. */
function standsIn(code: string, file: string): boolean {
  const wanted = code.trimEnd().split('\n');
  const lines = file.split('\n');
  return lines.some((first, at) => {
    const indent = first.length - first.trimStart().length;
    return wanted.every(
      (line, n) => (lines[at + n] ?? '') === (line === '' ? '' : ' '.repeat(indent) + line),
    );
  });
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  it('shows code as it stands in tested files', () => {
    for (const { file, code } of snippetsOf(text)) {
      expect(file).toMatch(TESTED);
      expect(existsSync(join(root, file)), file).toBe(true);
      expect(standsIn(code, readFileSync(join(root, file), 'utf8')), `${file}\n${code}`).toBe(true);
    }
  });

  it('names the file of each block of TypeScript', () => {
    const blocks = text.match(/^```(?:ts|typescript)$/gm) ?? [];
    expect(snippetsOf(text).filter(({ file }) => file.endsWith('.ts'))).toHaveLength(blocks.length);
  });
});

it('the README has an example', () => {
  expect(snippetsOf(readFileSync(join(root, 'README.md'), 'utf8')).length).toBeGreaterThan(0);
});

it('finds a block that has gone its own way', () => {
  const [snippet] = snippetsOf('<!-- from a.ts -->\n```ts\nconst a = 1;\nconst b = 2;\n```\n');
  expect(snippet).toEqual({ file: 'a.ts', code: 'const a = 1;\nconst b = 2;\n' });
  expect(standsIn(snippet?.code ?? '', '  const a = 1;\n  const b = 2;\n')).toBe(true);
  expect(standsIn(snippet?.code ?? '', 'const a = 1;\nconst b = 3;\n')).toBe(false);
  expect(standsIn(snippet?.code ?? '', 'const a = 1;\n\nconst b = 2;\n')).toBe(false);
});
