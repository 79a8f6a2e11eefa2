import fc from 'fast-check';
import { expect, it } from 'vitest';
import { namesTwice } from './names-twice.ts';

const isTwice = (text: string): boolean => namesTwice(text, JSON.parse(text));

it.each([
  '{"a":1,"a":2}',
  '{"a":1,"b":{"c":1,"c":1}}',
  '[{"a":{}},{"a":[{"b":1,"b":1}]}]',
  '{"a":1,"\\u0061":2}',
  '{"":1,"":2}',
  '{"__proto__":1,"__proto__":2}',
  '{"a\\"":1 , "a\\""\n:2}',
])('%s has a name twice', (text) => expect(isTwice(text)).toBe(true));

it.each([
  '{}',
  '[]',
  '"a"',
  '{"a":{"a":{"a":1}}}',
  '[{"a":1},{"a":1}]',
  '{"a":"\\"a\\":1,\\"a\\":2"}',
  '{"a":":","b":"a:"}',
  '{"a\\\\":1,"a":"\\\\"}',
])('%s has none', (text) => expect(isTwice(text)).toBe(false));

it('has none in whatever a serializer writes, and one where a member is written again', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (object) => {
      const text = JSON.stringify(object);
      expect(isTwice(text)).toBe(false);
      const [name] = Object.keys(JSON.parse(text));
      expect(isTwice(`${text.slice(0, -1)},${JSON.stringify(name)}:1}`)).toBe(true);
    }),
  );
});
