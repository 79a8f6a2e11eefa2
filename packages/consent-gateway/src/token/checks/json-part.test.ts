import { expect, it } from 'vitest';
import { jsonPart } from './json-part.ts';

const part = (of: string | Uint8Array): string => Buffer.from(of).toString('base64url');

it('is the object that a part says, header or payload', () => {
  const text = `${part('{"alg":"ES256"}')}.${part('{"sub":"x"}')}.AA`;
  expect(jsonPart(text, 0)).toEqual({ alg: 'ES256' });
  expect(jsonPart(text, 1)).toEqual({ sub: 'x' });
});

it.each<[string, string | Uint8Array]>([
  ['a list', '[{}]'],
  ['null', 'null'],
  ['a number', '1'],
  ['a text', '"text"'],
  ['no JSON', '{'],
  ['nothing', ''],
  ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)],
])('is nothing where the part is %s', (_what, of) => {
  expect(jsonPart(`${part(of)}.AA.AA`, 0)).toBeUndefined();
});

it('is nothing where there is no such part', () => {
  expect(jsonPart(part('{}'), 1)).toBeUndefined();
});
