import { expect, it } from 'vitest';
import { createDpopNonces } from './dpop-nonce.ts';

const key = Buffer.alloc(32, 7);
const at = (seconds: number) =>
  createDpopNonces({ key, now: () => new Date(1_800_000_000_000 + seconds * 1000) });

it('is the same on every process, and good for a while', () => {
  const nonce = at(0).current();
  expect(at(59).current()).toBe(nonce);
  for (const later of [0, 60, 120, 179]) expect(at(later).accepts(nonce)).toBe(true);
});

it('ends, and is not good long before its time', () => {
  expect(at(240).accepts(at(0).current())).toBe(false);
  expect(at(0).accepts(at(180).current())).toBe(false);
});

it('refuses what it never made', () => {
  const other = createDpopNonces({ key: Buffer.alloc(32, 8), now: () => new Date(1_800_000_000_000) });
  for (const bogus of ['', 'x', other.current(), `${at(0).current()}=`])
    expect(at(0).accepts(bogus)).toBe(false);
});
