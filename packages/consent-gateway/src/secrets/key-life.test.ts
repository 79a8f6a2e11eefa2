import { describe, expect, it } from 'vitest';
import { retirableFrom, stagesOf } from './key-life.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const at = (minutes: number) => ({
  signsFrom: new Date(NOW.getTime() + minutes * 60_000).toISOString(),
});
const retired = { retiredAt: '2026-11-01T00:00:00Z' };

describe('the stages of keys, newest first', () => {
  it.each([
    ['one from before there were times', [{}], ['signing']],
    ['a new one that is not due', [at(1), {}], ['coming', 'signing']],
    ['a new one that is due to the moment', [at(0), {}], ['signing', 'former']],
    ['one at once over one that was coming', [at(0), at(5), at(-99)], ['signing', 'former', 'former']],
    ['retired ones', [at(-9), retired, retired], ['signing', 'retired', 'retired']],
    ['a retired one that never signed', [{ ...at(5), ...retired }, at(-9)], ['retired', 'signing']],
    ['a clock that went back before them all', [at(9), at(5), retired], ['coming', 'signing', 'retired']],
  ])('%s', (_what, keys, stages) => {
    expect(stagesOf(keys, NOW)).toEqual(stages);
  });
});

it('a former key may go six minutes after the first key that came after it began to sign', () => {
  const keys = [at(0), at(-20), at(-90)];
  expect(retirableFrom(keys, 2).toISOString()).toBe('2026-11-22T11:46:00.000Z');
  expect(retirableFrom(keys, 1).toISOString()).toBe('2026-11-22T12:06:00.000Z');
});
