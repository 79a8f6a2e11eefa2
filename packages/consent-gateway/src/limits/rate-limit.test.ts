import { expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

function limited(perMinute: number, maxKeys = 1_000) {
  const clock = { ms: 5_000 };
  return { clock, limit: createRateLimit({ perMinute, maxKeys, nowMs: () => clock.ms }) };
}
const takeAll = (limit: { take(key: string): number }, key: string, count: number) =>
  Array.from({ length: count }, () => limit.take(key)).filter((seconds) => seconds === 0).length;

it('gives a minute of them at once, then as many as time goes by, to each its own', () => {
  const { clock, limit } = limited(6);
  expect(takeAll(limit, 'a', 10)).toBe(6);
  expect(limit.take('a')).toBe(10);
  clock.ms += 9_000;
  expect(limit.take('a')).toBe(1);
  clock.ms += 1_000;
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 10]);
  expect(takeAll(limit, 'b', 10)).toBe(6);
  clock.ms += 3_600_000;
  expect(takeAll(limit, 'a', 100)).toBe(6);
});

it('gives back what was taken, and nothing that was not', () => {
  const { limit } = limited(1);
  limit.giveBack('a');
  expect(limit.take('a')).toBe(0);
  limit.giveBack('a');
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 60]);
});

it('keeps those who came last, and never more than it may', () => {
  const { limit } = limited(1, 100);
  for (let key = 0; key < 10_000; key += 1) limit.take(`address ${key}`);
  expect(limit.size).toBe(100);
  expect(limit.take('address 9999')).toBe(60);
  expect(limit.take('address 0')).toBe(0);
});
