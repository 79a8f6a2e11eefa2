import { expect, it } from 'vitest';
import { newKey } from './new-key.ts';

it('no key has an id that a command line would take for an option', async () => {
  const now = new Date();
  const keys = await Promise.all(Array.from({ length: 500 }, () => newKey({ now, signsFrom: now })));
  expect(keys.filter(({ kid }) => !/^\w[\w-]{42}$/.test(kid))).toEqual([]);
});
