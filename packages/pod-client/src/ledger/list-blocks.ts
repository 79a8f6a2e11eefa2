import { DOCUMENTS } from '@parley/protocol';
import { listContainer } from '../http/list-container.ts';
import type { Pod } from '../open-pod.ts';
import { type BlockPlace, dayOf, numberOf } from './block-address.ts';

/** The places of all blocks in the pod, oldest first. `from` passes over the days before it. */
export async function* listBlocks(
  pod: Pod,
  options: { readonly from?: string } = {},
): AsyncGenerator<BlockPlace, void, undefined> {
  const ledger = pod.resolve(DOCUMENTS.ledger);
  for (const name of await listContainer(pod, ledger)) {
    const date = dayOf(name);
    if (date === undefined || date < (options.from ?? '')) continue;
    const numbers = (await listContainer(pod, ledger + name)).flatMap((each) => numberOf(each) ?? []);
    for (const number of numbers.sort((a, b) => a - b)) yield { date, number };
  }
}
