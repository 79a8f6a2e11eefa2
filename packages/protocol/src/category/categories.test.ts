import { describe, expect, it } from 'vitest';
import { categories } from './categories.ts';

/** Paths below the read API that are no category. */
const OTHER_PATHS = ['consent', 'changes', 'consents'];

it('no two categories share a name, a document or a class', () => {
  const all = [...categories.values()];
  for (const part of ['name', 'document', 'rdfClass'] as const)
    expect(new Set(all.map((category) => category[part])).size).toBe(all.length);
});

describe.each([...categories])('the category %s', (name, category) => {
  const fields = Object.entries(category.fields);

  it('has a name that can stand in a path, and a document in the container', () => {
    expect(category.name).toBe(name);
    expect(name).toMatch(/^[a-z]+$/);
    expect(OTHER_PATHS).not.toContain(name);
    expect(category.document).toMatch(/^[\w-]+(\/[\w-]+)*\.ttl$/);
    expect(category.itemDocument ?? '{id}.ttl').toMatch(/^([\w-]+\/)*\{id\}\.ttl$/);
  });

  it('says each thing in plain words', () => {
    const labels = [
      category.label,
      ...[...fields, ...Object.entries(category.filters)].map(([, { label }]) => label),
    ];
    expect(labels.filter((label) => !/^[\p{L} ,-]{4,60}$/u.test(label))).toEqual([]);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it.each(fields)('declares the field %s whole', (_name, field) => {
    expect(field.predicate).toMatch(/^https?:\/\/\S+$/);
    expect(field.values !== undefined).toBe(field.kind === 'token');
    const iris = Object.values(field.values ?? {});
    expect(new Set(iris).size).toBe(iris.length);
    if (field.absentMeans !== undefined) expect(Object.keys(field.values ?? {})).toContain(field.absentMeans);
    if (field.place === 'item') expect(category.itemDocument).toBeDefined();
  });

  it('keeps each field at a place of its own', () => {
    const places = fields.flatMap(([, { predicate, alsoAt = [] }]) => [
      predicate,
      ...alsoAt.map((path) => path.join(' ')),
    ]);
    expect(new Set(places).size).toBe(places.length);
  });

  it('filters by fields of its list', () => {
    for (const { kind, field } of Object.values(category.filters)) {
      expect(field === undefined).toBe(kind === 'audience');
      if (field !== undefined) expect(category.fields[field]?.place).toBe('list');
    }
  });

  it('is as old as instants of its list, and for nobody unless it says for whom', () => {
    expect(category.ageFields.length).toBeGreaterThan(0);
    for (const field of category.ageFields)
      expect(category.fields[field]).toMatchObject({ kind: 'instant', place: 'list' });
    expect(category.audience.absentMeans).toBe('nobody');
  });
});
