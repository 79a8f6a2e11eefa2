import { categories } from '@parley/protocol';
import { expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';

const document = JSON.parse(JSON.stringify(openApiDocument({ origin: 'https://gw.example' }))) as {
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        responses: Record<string, unknown>;
        parameters?: { name: string; required: boolean }[];
      }
    >
  >;
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

it('has a list for every category, and no two operations of one name', () => {
  for (const name of categories.keys()) expect(document.paths).toHaveProperty([`/v1/${name}`, 'get']);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
});

it('requires the purpose wherever data is read', () => {
  for (const path of ['/v1/changes', '/v1/preferences', '/v1/issues', '/v1/issues/{id}']) {
    expect(document.paths[path]?.['get']?.parameters).toContainEqual(
      expect.objectContaining({ name: 'parley-purpose', required: true }),
    );
  }
});

it('says how each refusal of a read looks', () => {
  expect(Object.keys(document.paths['/v1/issues']?.['get']?.responses ?? {}).sort()).toEqual([
    '200',
    '304',
    '400',
    '401',
    '403',
    '406',
    '429',
    '502',
    '503',
  ]);
});

it('refers only to what it holds', () => {
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
    expect(document).toHaveProperty(['components', 'schemas', String(name)]);
  }
  expect(text).not.toContain('"$ref":"#/$defs');
});
