import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { problems } from '@parley/protocol';
import { expect, it } from 'vitest';
import { generatedPages } from '../../scripts/docs/generated-pages.ts';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

it.each([...generatedPages()])('%s says what the code says (else: npm run docs)', (path, text) => {
  expect(read(path)).toBe(text);
});

it('has an address for each problem, so that its type leads somewhere', () => {
  const page = read('docs/problems.md');
  for (const code of Object.keys(problems)) expect(page).toContain(`\n## ${code}\n`);
});
