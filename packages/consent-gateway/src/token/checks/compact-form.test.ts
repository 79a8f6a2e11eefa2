import { expect, it } from 'vitest';
import { isCompactForm } from './compact-form.ts';

const long = (length: number): string => `AAAA.${'A'.repeat(length - 10)}.AAAA`;

it.each([
  ['three parts', 'AAAA.AA.AAA', true],
  ['as much as 16 384 characters', long(16_384), true],
  ['more than that', long(16_388), false],
  ['nothing', '', false],
  ['two parts', 'AAAA.AAAA', false],
  ['four parts', 'AAAA.AAAA.AAAA.AAAA', false],
  ['four, of which the first is empty', '.AAAA.AAAA.AAAA', false],
  ['four, of which the last is empty', 'AAAA.AAAA.AAAA.', false],
  ['an empty header', '.AAAA.AAAA', false],
  ['an empty payload', 'AAAA..AAAA', false],
  ['an empty signature', 'AAAA.AAAA.', false],
  ['the other alphabet of base64', 'AAAA.A+AA.AAAA', false],
  ['a part of a length that none has', 'AAAA.AAAAA.AAAA', false],
  ['unused bits that are set', 'AAAA.AB.AAAA', false],
])('%s', (_what, text, expected) => {
  expect(isCompactForm(text)).toBe(expected);
});
