import { describe, expect, it } from 'vitest';
import { groupCommit } from './group-commit.ts';

const { signal } = new AbortController();

/** Runs that end when the test says so. */
function runs() {
  const taken: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  const run = (items: readonly string[]): Promise<PromiseSettledResult<string>[]> => {
    taken.push(items);
    return new Promise((resolve) => {
      ends.push(() => resolve(items.map((item) => ({ status: 'fulfilled', value: `${item} done` }))));
    });
  };
  const endNext = async (): Promise<void> => {
    await expect.poll(() => ends.length).toBeGreaterThan(0);
    ends.shift()?.();
  };
  return { taken, run, endNext };
}

describe('group commit', () => {
  it('runs the first at once, and what comes meanwhile together', async () => {
    const { taken, run, endNext } = runs();
    const submit = groupCommit({ limit: 64, run });
    const results = ['a', 'b', 'c'].map((item) => submit(item, signal));
    expect(taken).toEqual([['a']]);
    await endNext();
    await endNext();
    expect(await Promise.all(results)).toEqual(['a done', 'b done', 'c done']);
    expect(taken).toEqual([['a'], ['b', 'c']]);
  });

  it('takes no more at once than its limit', async () => {
    const { taken, run, endNext } = runs();
    const submit = groupCommit({ limit: 2, run });
    const results = ['a', 'b', 'c', 'd'].map((item) => submit(item, signal));
    for (let count = 0; count < 3; count += 1) await endNext();
    await Promise.all(results);
    expect(taken).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('gives each its own outcome, and goes on after a run that failed', async () => {
    const outcomes = [
      () => Promise.reject(new Error('whole run')),
      async () => [{ status: 'rejected' as const, reason: 'only mine' }],
    ];
    const submit = groupCommit<string, string>({
      limit: 1,
      run: () => outcomes.shift()?.() ?? Promise.resolve([]),
    });
    const settled = await Promise.allSettled([submit('a', signal), submit('b', signal)]);
    expect(settled).toMatchObject([{ reason: { message: 'whole run' } }, { reason: 'only mine' }]);
  });

  it('never works on what was aborted while it waited, and forgets the signal afterwards', async () => {
    const { taken, run, endNext } = runs();
    const submit = groupCommit({ limit: 64, run });
    const gone = new AbortController();
    const first = submit('a', gone.signal);
    const second = submit('b', gone.signal);
    const third = submit('c', signal);
    gone.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await expect(second).rejects.toThrow('gone');
    await expect(submit('d', gone.signal)).rejects.toThrow('gone');
    await endNext();
    await endNext();
    expect(await third).toBe('c done');
    expect(taken).toEqual([['a'], ['c']]);
  });
});
