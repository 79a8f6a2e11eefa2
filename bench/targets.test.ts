import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allRows } from './rows/all-rows.ts';
import { targets } from './targets.ts';

const page = readFileSync(new URL('../docs/bench.md', import.meta.url), 'utf8');
const sections = [...page.matchAll(/^### `([a-z-]+)`/gm)].map(([, name]) => name);
/** "≥ 35 ×" → 35 */
const said = [...page.matchAll(/^\| [^|]+ \| [≥≤] ([\d,.]+)[^|]* \|$/gm)].map(([, value = '']) =>
  Number(value.replaceAll(',', '')),
);

it('docs/bench.md tells of each row, by its name', () => {
  expect(sections).toEqual(allRows.map(({ name }) => name));
});

it('docs/bench.md has every target right', () => {
  const set = Object.values(targets).map((target) => ('atLeast' in target ? target.atLeast : target.atMost));
  expect(said.sort((a, b) => a - b)).toEqual(set.sort((a, b) => a - b));
});
