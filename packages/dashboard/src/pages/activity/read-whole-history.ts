import { type Entry, entryOf } from '../../gateway/entry.ts';
import type { GatewayClient } from '../../gateway/gateway-client.ts';
import type { LongTask } from './use-long-task.ts';

const MOST_A_PAGE = 200;

/** Every entry that the gateway has, the newest first. `onProgress` hears how many there are so far. @throws {GatewayProblem} */
export async function readWholeHistory(
  gateway: Pick<GatewayClient, 'ledger'>,
  { signal, onProgress }: LongTask<number>,
): Promise<Entry[]> {
  const entries = new Map<string, Entry>();
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const page = await gateway.ledger({ cursor, signal, limit: MOST_A_PAGE });
    // What is still being counted may move from one page to the next while they are read.
    for (const entry of page.entries.map(entryOf))
      entries.set(`${entry.consentId} ${entry.sequence ?? entry.id}`, entry);
    onProgress(entries.size);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return [...entries.values()];
}
