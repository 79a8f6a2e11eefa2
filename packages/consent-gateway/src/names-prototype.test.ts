import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesPrototype } from './names-prototype.ts';

describe('JSON that names a prototype', () => {
  it.each([
    '{"__proto__":{}}',
    '{"constructor":1}',
    '{"prototype":null}',
    '{"a":{"b":[1,{"__proto__":1}]}}',
    '[[["x",{"constructor":{"prototype":{}}}]]]',
  ])('%s is found', (text) => expect(namesPrototype(JSON.parse(text))).toBe(true));

  it.each([
    '{}',
    '[]',
    'null',
    '1',
    '"__proto__"',
    '["constructor"]',
    '{"a":"prototype"}',
    '{"__Proto__":1}',
    '{"proto":1}',
  ])('%s is not one', (text) => expect(namesPrototype(JSON.parse(text))).toBe(false));

  it('is found however deep it lies', () => {
    const deep = (inside: string) => JSON.parse('['.repeat(30_000) + inside + ']'.repeat(30_000)) as unknown;
    expect(namesPrototype(deep('{"__proto__":1}'))).toBe(true);
    expect(namesPrototype(deep('1'))).toBe(false);
  });

  it('is found wherever it lies in anything', () => {
    const bad = fc.constant(JSON.parse('{"__proto__":1}') as object);
    const anything = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        bad,
        fc.array(tie('node'), { minLength: 1 }),
        fc.dictionary(fc.constantFrom('a', 'b'), tie('node'), { minKeys: 1 }),
      ),
    })).node;
    fc.assert(
      fc.property(
        anything,
        (value) => void expect(namesPrototype(value)).toBe(JSON.stringify(value).includes('__proto__')),
      ),
    );
  });
});
