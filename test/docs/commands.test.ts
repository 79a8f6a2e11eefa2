import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: root })];
const PROGRAMS = {
  'parley-gateway': 'packages/consent-gateway/src/main.ts',
  parley: 'packages/parley-cli/src/main.ts',
} as const;
const help: Record<string, string> = {};

beforeAll(async () => {
  for (const [program, file] of Object.entries(PROGRAMS)) {
    const words = ['--conditions=@parley/source', join(root, file), '--help'];
    help[program] = (await promisify(execFile)(process.execPath, words)).stdout;
  }
}, 60_000);

/** Each command that a page tells people to type: the program, and the words before its first option or value. */
function commandsIn(text: string): { program: string; words: string }[] {
  const typed = /(?:^|`|\$ | {2})(parley-gateway|parley) ((?:--settings \S+ )?)([a-z]+(?: [a-z]+)*)/gm;
  return [...text.matchAll(typed)].map(([, program = '', , words = '']) => ({ program, words }));
}

it.each(pages)('%s names only commands that there are', (page) => {
  for (const { program, words } of commandsIn(readFileSync(join(root, page), 'utf8'))) {
    const [first = '', second] = words.split(' ');
    const known = new RegExp(`${program} (${first}|${first} ${second})(?: {2}| [A-Z])`);
    expect(help[program], `${program} ${words}`).toMatch(known);
  }
});

it('finds a command that there is not', () => {
  expect(commandsIn('`parley-gateway fly away` and\n  parley receipt verify FILE')).toEqual([
    { program: 'parley-gateway', words: 'fly away' },
    { program: 'parley', words: 'receipt verify' },
  ]);
  expect(help['parley-gateway']).not.toMatch(/parley-gateway fly\b/);
});
