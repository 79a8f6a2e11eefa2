import { expect, it } from 'vitest';
import type { GatewayClient } from '../../gateway/gateway-client.ts';
import { readWholeHistory } from './read-whole-history.ts';

const line = (id: string) => ({
  consentId: 'one',
  sequence: id.charCodeAt(0),
  at: '2026-11-22T10:00:00Z',
  body: JSON.stringify({ id, kind: 'act', outcome: 'done', consentId: 'one', version: 1, vendorId: 'acme' }),
  blockNumber: 1,
  inPod: true,
});

it('reads page after page, says how far it is, and takes nothing twice', async () => {
  const pages = [['a', 'b'], ['b', 'c'], ['d']].map((ids, at, all) => ({
    entries: ids.map(line),
    ...(at < all.length - 1 && { nextCursor: String(at + 1) }),
  }));
  const heard: number[] = [];
  const entries = await readWholeHistory(
    { ledger: async ({ cursor = '0' } = {}) => pages[Number(cursor)]! },
    { signal: new AbortController().signal, onProgress: (count) => heard.push(count) },
  );
  expect(entries.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  expect(heard).toEqual([2, 3, 4]);
});

it('goes no further once it is stopped', async () => {
  const stopping = new AbortController();
  const ledger: GatewayClient['ledger'] = async () => {
    stopping.abort();
    return { entries: [line('a')], nextCursor: 'more' };
  };
  const reading = readWholeHistory({ ledger }, { signal: stopping.signal, onProgress: () => undefined });
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
});
