import { expect, it } from 'vitest';
import { changesIn } from './changes-in.ts';

async function* pieces(...texts: string[]) {
  const encoder = new TextEncoder();
  for (const text of texts) yield encoder.encode(text);
}

async function read(...texts: string[]) {
  const changes: (readonly string[])[] = [];
  for await (const lists of changesIn(pieces(...texts))) changes.push(lists);
  return changes;
}

it('names what has changed, however the events are cut on their way', async () => {
  const two =
    'event: changed\ndata: {"changed":["requests"]}\n\nevent: changed\ndata: {"changed":["ledger","notices"]}\n\n';
  const all = [['requests'], ['ledger', 'notices']];
  expect(await read(two)).toEqual(all);
  expect(await read(...two)).toEqual(all);
  expect(await read(two.slice(0, -1))).toEqual([['requests']]);
});

it('takes a comment as a sign of life, and what it does not understand as a change of everything', async () => {
  expect(await read(':\n\n')).toEqual([[]]);
  const everything = ['requests', 'consents', 'ledger', 'notices', 'issues'];
  expect(await read('data: {"changed":["something new"]}\n\n', 'data: no JSON\n\n')).toEqual([
    everything,
    everything,
  ]);
});
