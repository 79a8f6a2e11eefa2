import {
  type BlockPlace,
  isBlockProjectionRight,
  isPodError,
  listBlocks,
  type Pod,
  parseBlockDocument,
  readDocument,
} from '@parley/pod-client';
import { DOCUMENTS } from '@parley/protocol';

/** A file of the ledger as it is in the pod. */
export interface BlockFile extends BlockPlace {
  /** Empty: there is no signed text in it. */
  readonly jws: string;
  /** Whether what stands beside the signed text, for other apps, says the same. */
  readonly isProjectionRight: boolean;
}

interface Task {
  readonly signal: AbortSignal;
  onListed(count: number): void;
  onRead(count: number, all: number): void;
}

const AT_ONCE = 6;
const MAX_BYTES = 16_777_216;

/** All of them in their order. @throws {PodError} where the pod does not give them */
export async function readBlockFiles(pod: Pod, { signal, onListed, onRead }: Task): Promise<BlockFile[]> {
  const reached = { ...pod, signal };
  const places: BlockPlace[] = [];
  for await (const place of listBlocks(reached)) onListed(places.push(place));
  places.sort((a, b) => a.number - b.number);
  const files: (BlockFile | undefined)[] = new Array(places.length);
  let [next, done] = [0, 0];
  const readOn = async (): Promise<void> => {
    for (let at = next++; at < places.length; at = next++) {
      files[at] = await readBlockFile(reached, places[at] as BlockPlace);
      done += 1;
      onRead(done, places.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  return files.filter((file) => file !== undefined);
}

/** `undefined`: it has gone meanwhile. */
async function readBlockFile(pod: Pod, place: BlockPlace): Promise<BlockFile | undefined> {
  const url = pod.resolve(addressOf(place));
  try {
    const reading = await readDocument({ ...pod, url, maxBytes: MAX_BYTES });
    return reading.status === 'read' ? { ...place, ...contentOf(reading.turtle) } : undefined;
  } catch (fault) {
    if (isPodError(fault) && fault.code === 'too_large') return { ...place, ...NOTHING };
    throw fault;
  }
}

/** Within the Parley container. */
export const addressOf = ({ date, number }: BlockPlace): string => `${DOCUMENTS.ledger}${date}/${number}.ttl`;

const NOTHING = { jws: '', isProjectionRight: true };

/** What somebody has made unreadable is no reason to stop: it is what is looked for. */
function contentOf(turtle: string): Pick<BlockFile, 'jws' | 'isProjectionRight'> {
  try {
    return { ...parseBlockDocument(turtle), isProjectionRight: isBlockProjectionRight(turtle) };
  } catch (fault) {
    if (isPodError(fault)) return NOTHING;
    throw fault;
  }
}
