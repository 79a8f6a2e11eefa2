import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { markedTitles, titlesIn } from '../../scripts/docs/security/marked-titles.ts';
import { attackTable } from '../security/attack-table.ts';
import { markOf } from '../security/attacks/attack.ts';
import { brokenGuards } from '../security/broken-guards.ts';

const titles = markedTitles();
const tried = new Set(titles.flatMap(({ marks }) => marks));
const cases = new Map(
  attackTable.flatMap((attack) =>
    Object.entries(attack.cases).map(([letter, each]) => [markOf(attack, letter), each] as const),
  ),
);

it('has a test for every case of every attack', () => {
  expect([...cases.keys()].filter((mark) => !tried.has(mark))).toEqual([]);
});

it('has no test that names a case which is not in the table', () => {
  const unknown = titles.filter(({ marks }) => marks.some((mark) => !cases.has(mark)));
  expect(unknown.map(({ marks, title, file }) => `${file}: ${marks} ${title}`)).toEqual([]);
});

it('numbers the attacks without a gap, and letters the cases of one that has several', () => {
  expect(attackTable.map(({ number }) => number)).toEqual(attackTable.map((_, at) => at + 1));
  for (const { number, cases: own } of attackTable) {
    const letters = Object.keys(own);
    const expected = letters.length === 1 ? letters : letters.map((_, at) => String.fromCharCode(97 + at));
    expect(letters, `attack ${number}`).toEqual(expected);
  }
});

it('broke a guard for every attack that a setting holds off, and names what is there', () => {
  const broken = new Set(brokenGuards.flatMap(({ red }) => red.map((mark) => mark.slice(0, 3))));
  const untouched = attackTable.filter(
    (attack) => attack.enforcedBy.includes('setting') && !broken.has(markOf(attack, '')),
  );
  expect(untouched.map(({ number }) => number)).toEqual([]);
  const root = fileURLToPath(new URL('../../', import.meta.url));
  for (const { file, red } of brokenGuards) {
    expect(existsSync(root + file), file).toBe(true);
    expect(red.filter((mark) => !tried.has(mark))).toEqual([]);
  }
});

it('reads titles as they stand in a source', () => {
  const source = `it('A07b once', …); describe("A12a, A12c of somebody’s", …); ['A16 A18 with \\'x\\'', 1]; it('All', 'A1 no', 'A123 no')`;
  expect(titlesIn(source, 'x.test.ts').map(({ marks, title }) => [marks, title])).toEqual([
    [['A07b'], 'once'],
    [['A12a', 'A12c'], 'of somebody’s'],
    [['A16', 'A18'], "with \\'x\\'"],
  ]);
});
