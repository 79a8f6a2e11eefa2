import { globSync, readFileSync } from 'node:fs';
import { writeVocabulary } from '@parley/pod-client';
import { categories, PARLEY, PARLEY_NAMESPACE } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { parseTurtle } from '../support/rdf.ts';

const root = new URL('../../', import.meta.url);
const document = parseTurtle(writeVocabulary(categories));
const said = (term: string, name: string): string[] =>
  document
    .filter(({ subject, predicate }) => subject.value === term && predicate.value.endsWith(`#${name}`))
    .map(({ object }) => object.value);

/** Every IRI in our namespace in a value, however deep. */
function ours(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith(PARLEY_NAMESPACE) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(ours) : [];
}

const sources = globSync('packages/*/src/**/*.ts', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.test.ts') && !file.includes('/vocabulary/'))
  .map((file) => readFileSync(new URL(file, root), 'utf8'));
const used = [...new Set([...ours(PARLEY), ...[...categories.values()].flatMap(ours)])];

describe('the vocabulary', () => {
  it.each(used)('says what %s is', (term) => {
    expect(said(term, 'type')).toHaveLength(1);
    expect(said(term, 'label')).toHaveLength(1);
    expect(said(term, 'comment').join()).toMatch(/^\p{Lu}.{8,}[.]$/u);
  });

  it('describes nothing that is not used', () => {
    const described = document
      .filter(({ predicate }) => predicate.value.endsWith('#isDefinedBy'))
      .map(({ subject }) => subject.value);
    expect([...new Set(described)].sort()).toEqual(used.toSorted());
  });

  it('says what each term is that a source writes with its prefix', () => {
    const written = sources.flatMap((text) =>
      [...text.matchAll(/'parley:([\w-]+)/g)].map(([, name]) => name),
    );
    expect(written.length).toBeGreaterThan(5);
    for (const name of written) expect(used).toContain(PARLEY_NAMESPACE + name);
  });

  it('is the one home of our terms: no other source spells the namespace', () => {
    expect(sources.filter((text) => text.includes(`'${PARLEY_NAMESPACE}`))).toEqual([]);
  });
});
