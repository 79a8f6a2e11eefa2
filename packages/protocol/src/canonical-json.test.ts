import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

it('has its names sorted by their UTF-16 code units, at every depth, and nothing between', () => {
  const value = { b: [{ y: 1, x: true }, null], a: 'é\n', '\u20ac': 1e21, '\ud83d\ude00': -0, '\ufb33': 0.1 };
  expect(canonicalJson(value)).toBe(
    '{"a":"é\\n","b":[{"x":true,"y":1},null],"\u20ac":1e+21,"\ud83d\ude00":0,"\ufb33":0.1}',
  );
});

it('leaves out what is undefined, as JSON does', () => {
  expect(canonicalJson({ id: 'a', strength: undefined })).toBe('{"id":"a"}');
});

it('is the same value again, whatever the order it was written in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
