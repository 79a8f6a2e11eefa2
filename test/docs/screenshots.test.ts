import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DARK, pages } from '../../scripts/screenshots/pages.ts';
import { picturesPage } from '../../scripts/screenshots/pictures-page.ts';

const folder = new URL('../../docs/dashboard/', import.meta.url);

test('every picture of the dashboard that is named is there', () => {
  expect(readFileSync(new URL('README.md', folder), 'utf8')).toBe(picturesPage(pages, `${DARK}-dark`));
  const names = [...pages.flatMap(({ name }) => [name, `${name}-narrow`]), `${DARK}-dark`];
  expect(names.filter((name) => !existsSync(new URL(`${name}.png`, folder)))).toEqual([]);
});
