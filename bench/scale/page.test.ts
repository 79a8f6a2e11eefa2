import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../scripts/install.mjs';
import { readMeasured } from './measured.ts';
import { modelOf } from './model.ts';
import { scalePages } from './page.ts';

const read = (path: string): string => readFileSync(join(repositoryFolder, path), 'utf8');

/** It simulates two days. */
const SLOWEST_MS = 120_000;

it(
  'docs/scale.md and its picture say what the model says of the results they name (else: npm run scale)',
  () => {
    const named = [...read('docs/scale.md').matchAll(/\.\.\/bench\/results\/([\w.-]+\.json)/g)].map(
      ([, name = '']) => name,
    );
    const pages = scalePages(modelOf(readMeasured(join(repositoryFolder, 'bench/results'), named)));
    for (const [path, text] of pages) expect(text, path).toBe(read(path));
    for (const [, text] of pages) expect(text).not.toMatch(/NaN|Infinity|undefined/);
  },
  SLOWEST_MS,
);
