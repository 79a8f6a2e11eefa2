import { beforeEach, describe, expect, it } from 'vitest';
import { type ConfirmedCopies, createConfirmedCopies, type Loaded } from './confirmed-copies.ts';

const signal = new AbortController().signal;
const clock = { at: 0 };
let copies: ConfirmedCopies<string>;
/** What the source holds, and what it was asked. */
let source: { text: string; fault?: Error; isUnsettled?: boolean; asked: (string | undefined)[] };

beforeEach(() => {
  clock.at = 1_000_000;
  source = { text: 'one', asked: [] };
  copies = createConfirmedCopies({
    now: () => new Date(clock.at),
    boundMs: 28_000,
    refreshAfterMs: 15_000,
    inUseMs: 3_600_000,
    maxEntries: 10,
    maxWeight: 1_000,
  });
});

const load = async ({ etag }: { etag: string | undefined }): Promise<Loaded<string>> => {
  source.asked.push(etag);
  const { text, fault, isUnsettled = false } = source;
  await Promise.resolve();
  if (fault !== undefined) throw fault;
  return etag === text
    ? { status: 'unchanged' }
    : { status: 'read', content: text, etag: text, weight: text.length, isUnsettled };
};
const get = async () => (await copies.get('key', load, signal)).content;

it('asks once for all who wait, and not again within the bound', async () => {
  expect(await Promise.all([get(), get(), get()])).toEqual(['one', 'one', 'one']);
  clock.at += 27_999;
  expect(await get()).toBe('one');
  expect(source.asked).toEqual([undefined]);
});

it('asks conditionally after the bound, and a copy that still holds keeps its version', async () => {
  const before = await copies.get('key', load, signal);
  clock.at += 28_000;
  const after = await copies.get('key', load, signal);
  expect(source.asked).toEqual([undefined, 'one']);
  expect(after).toEqual({ ...before, confirmedAt: clock.at });
  source.text = 'two';
  clock.at += 28_000;
  expect(await copies.get('key', load, signal)).toMatchObject({
    content: 'two',
    version: before.version + 1,
  });
});

it('serves from memory within the bound while the source fails, and after it does not', async () => {
  await get();
  source.fault = new Error('down');
  clock.at += 15_000;
  await copies.refreshDue();
  expect(await get()).toBe('one');
  clock.at += 13_000;
  await expect(get()).rejects.toThrow('down');
});

it('leaves a failing source alone for a moment, and then asks again', async () => {
  source.fault = new Error('down');
  await expect(get()).rejects.toThrow('down');
  delete source.fault;
  clock.at += 1_999;
  await expect(get()).rejects.toThrow('down');
  expect(source.asked).toHaveLength(1);
  clock.at += 1;
  expect(await get()).toBe('one');
});

it('makes nothing fresh again when the clock is set back', async () => {
  await get();
  clock.at -= 60_000;
  await get();
  expect(source.asked).toHaveLength(2);
});

describe('in the background', () => {
  it('confirms what is in use before its bound, and forgets the rest', async () => {
    await get();
    clock.at += 14_999;
    await copies.refreshDue();
    expect(source.asked).toHaveLength(1);
    clock.at += 1;
    await copies.refreshDue();
    expect(source.asked).toHaveLength(2);
    clock.at += 3_600_000;
    await copies.refreshDue();
    expect(source.asked).toHaveLength(2);
  });

  it('asks a failing source at growing distances', async () => {
    await get();
    source.fault = new Error('down');
    for (let second = 0; second < 120; second += 1) {
      clock.at += 1_000;
      await copies.refreshDue();
    }
    // At 15, 17, 21, 29, 45 and 77 s, and each minute from then on.
    expect(source.asked).toHaveLength(7);
  });
});

describe('a hint', () => {
  it('makes the next reader wait for the new content', async () => {
    await get();
    source.text = 'two';
    copies.expire('key');
    expect(copies.peek('key')).toBeUndefined();
    expect(await get()).toBe('two');
  });

  it('that comes while a load is under way makes it load once more', async () => {
    await get();
    clock.at += 28_000;
    const waiting = get();
    source.text = 'two';
    copies.expire('key');
    copies.expire('key');
    expect(await waiting).toBe('two');
    expect(source.asked).toEqual([undefined, 'one', 'one']);
  });

  it('about what nobody holds asks nothing', () => {
    copies.expire('key');
    expect(source.asked).toEqual([]);
  });

  it('ends the pause after a fault', async () => {
    source.fault = new Error('down');
    await expect(get()).rejects.toThrow('down');
    delete source.fault;
    copies.expire('key');
    expect(await get()).toBe('one');
  });
});

it('reads an unsettled source again soon, and as a whole', async () => {
  source.isUnsettled = true;
  await get();
  clock.at += 1_999;
  await get();
  expect(source.asked).toEqual([undefined]);
  clock.at += 1;
  await get();
  expect(source.asked).toEqual([undefined, undefined]);
});

it('lets one reader stop waiting without stopping the others', async () => {
  const stopped = new AbortController();
  const reason = new Error('stopped');
  const one = copies.get('key', load, stopped.signal);
  const other = get();
  stopped.abort(reason);
  await expect(one).rejects.toBe(reason);
  expect(await other).toBe('one');
  await expect(copies.get('another', load, AbortSignal.abort(reason))).rejects.toBe(reason);
});

it('loads a copy again that was dropped', async () => {
  await get();
  copies.forget('key');
  expect(copies.peek('key')).toBeUndefined();
  await get();
  expect(source.asked).toEqual([undefined, undefined]);
});
