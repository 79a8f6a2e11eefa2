import { expect, it } from 'vitest';
import { inWords, lengthInWords, say } from './words.ts';

it('says the words of the wire in words of its own, and leaves others as they are', () => {
  expect(['in-progress', 'refuse', 'a-new-word', 'toString'].map(say)).toEqual([
    'In progress',
    'Never',
    'a-new-word',
    'toString',
  ]);
});

it('says instants as dates, and leaves others as they are', () => {
  expect(['2026-12-03T23:30:00Z', 'soon'].map(inWords)).toEqual(['3 December 2026', 'soon']);
});

it('says durations in years, months and days', () => {
  expect(['P30D', 'P1Y', 'P1M1D', 'unknown'].map(lengthInWords)).toEqual([
    '30 days',
    '1 year',
    '1 month and 1 day',
    'unknown',
  ]);
});
