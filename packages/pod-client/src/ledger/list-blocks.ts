import { DOCUMENTS } from '@parley/protocol';
import { listContainer } from '../http/list-container.ts';
import type { Pod } from '../open-pod.ts';
import { type BlockPlace, dayOf, numberOf } from './block-address.ts';

/** The places of all blocks in the pod, oldest first. `from` passes over the days before it. */
export async function* listBlocks(
  pod: Pod,
  options: { readonly from?: string } = {},
): AsyncGenerator<BlockPlace, void, undefined> {
  for (const date of await listBlockDays(pod)) {
    if (date < (options.from ?? '')) continue;
    for (const number of await listBlocksOf(pod, date)) yield { date, number };
  }
}

/** The days on which blocks were sealed, oldest first: who wants the newest blocks need not list the rest. */
export async function listBlockDays(pod: Pod): Promise<readonly string[]> {
  return (await listContainer(pod, pod.resolve(DOCUMENTS.ledger))).flatMap((name) => dayOf(name) ?? []);
}

/** The numbers of one day's blocks, in order. */
export async function listBlocksOf(pod: Pod, date: string): Promise<readonly number[]> {
  const names = await listContainer(pod, pod.resolve(`${DOCUMENTS.ledger}${date}/`));
  return names.flatMap((name) => numberOf(name) ?? []).sort((a, b) => a - b);
}
