import { expect, it } from 'vitest';
import { type ChainedAct, chainAct, faultsOf, headOf, NO_ACT, type OperatorAct } from './operator-act.ts';

const key = Buffer.alloc(32, 1);
const other = Buffer.alloc(32, 2);
const act = (id: string): OperatorAct => ({
  id,
  at: '2026-11-22T12:00:00.000Z',
  operator: 'ann',
  command: 'vendor hold',
  about: ['https://acme.example/client'],
  outcome: 'done',
});

function chainOf(count: number, by = key): ChainedAct[] {
  const acts: ChainedAct[] = [];
  for (let n = 1; n <= count; n += 1) acts.push(chainAct(act(`act ${n}`), acts.at(-1) ?? NO_ACT, by));
  return acts;
}
const acts = chainOf(5);
const head = headOf(acts[4]!, key);
const without = (...numbers: number[]) => acts.filter(({ number }) => !numbers.includes(number));
const changed = (number: number, change: Partial<ChainedAct>) =>
  acts.map((each) => (each.number === number ? { ...each, ...change } : each));

it('is whole as it was written, and where nothing was', () => {
  expect(faultsOf({ acts, head }, key)).toEqual([]);
  expect(faultsOf({ acts: [], head: undefined }, key)).toEqual([]);
});

// biome-ignore format: a table
it.each<[what: string, kept: { acts: ChainedAct[]; head: typeof head | undefined }, faults: string[]]>([
  ['the first is removed', { acts: without(1), head }, ['act 1 is missing']],
  ['one in the middle is removed', { acts: without(3), head }, ['act 3 is missing']],
  ['some are removed', { acts: without(2, 3), head }, ['acts 2 to 3 are missing']],
  ['the last ones are removed', { acts: without(4, 5), head }, ['acts 4 to 5 are missing']],
  ['all are removed', { acts: [], head }, ['acts 1 to 5 are missing']],
  ['the head is removed', { acts, head: undefined }, ['the head is missing']],
  ['the head is made to fit what is left', { acts: without(5), head: { ...head, number: 4, mac: acts[3]!.mac } }, ['the head was changed, or not written with these secrets']],
  ['an old head is put back', { acts, head: headOf(acts[3]!, key) }, ['the head is not of the last act']],
  ['who did it', { acts: changed(2, { operator: 'eve' }), head }, ['act 2 was changed, or not written with these secrets']],
  ['when', { acts: changed(2, { at: '2026-11-21T12:00:00.000Z' }), head }, ['act 2 was changed, or not written with these secrets']],
  ['what', { acts: changed(2, { command: 'vendor release' }), head }, ['act 2 was changed, or not written with these secrets']],
  ['to whom', { acts: changed(2, { about: ['https://acme.example/', 'client'] }), head }, ['act 2 was changed, or not written with these secrets']],
  ['how it went', { acts: changed(2, { outcome: 'failed' }), head }, ['act 2 was changed, or not written with these secrets']],
  ['one is put in with a number of its own', { acts: [...acts, { ...act('new'), number: 6, mac: acts[4]!.mac }], head }, ['act 6 was changed, or not written with these secrets', 'the head is not of the last act']],
])('shows when %s', (_what, kept, faults) => {
  expect(faultsOf(kept, key)).toEqual(faults);
});

it('shows a chain that was written anew without the secrets', () => {
  const forged = chainOf(4, other);
  const faults = faultsOf({ acts: forged, head: headOf(forged[3]!, other) }, key);
  expect(faults.at(-1)).toBe('the head was changed, or not written with these secrets');
  expect(faults).toHaveLength(5);
});
