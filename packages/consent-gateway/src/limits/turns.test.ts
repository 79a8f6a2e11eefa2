import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

it('lets as many of a key go on as it may, and each further one when a turn ends', async () => {
  const turn = createTurns({ perKey: 1 });
  const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
  await turn('a', first.signal);
  const begun: string[] = [];
  const waiting = turn('a', second.signal).then(() => begun.push('second'));
  const given = expect(turn('a', third.signal)).rejects.toThrow('gone');
  await turn('b', new AbortController().signal);
  third.abort(new Error('gone'));
  await given;
  expect(begun).toEqual([]);
  first.abort();
  await waiting;
});

it('passes a turn on that comes to who has just gone away', async () => {
  const turn = createTurns({ perKey: 1 });
  const [first, second] = [new AbortController(), new AbortController()];
  await turn('a', first.signal);
  const gone = expect(turn('a', second.signal)).rejects.toThrow('gone');
  const third = turn('a', new AbortController().signal);
  first.abort();
  second.abort(new Error('gone'));
  await gone;
  await third;
});
