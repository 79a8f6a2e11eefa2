import type { VerifiedEntry } from '@parley/protocol';
import type { Entry } from '../../../gateway/entry.ts';

/** What the gateway says beside what is in the pod. */
export interface Compared {
  /** Numbers of the blocks of entries that should be in the pod; one for each entry. */
  readonly notInPod: readonly number[];
  /** The same of entries that say something else in the pod. */
  readonly different: readonly number[];
  /** Written down, not copied yet. */
  readonly waiting: number;
  /** In the pod alone: the gateway has forgotten them. */
  readonly onlyInPod: number;
}

/** Entries that the gateway had before the pod was read, beside those that were in it then. */
export function compareWithGateway(atGateway: readonly Entry[], inPod: readonly VerifiedEntry[]): Compared {
  const found = new Map(inPod.map((entry) => [keyOf(entry), entry]));
  const notInPod: number[] = [];
  const different: number[] = [];
  let waiting = 0;
  for (const entry of atGateway) {
    const copy = found.get(keyOf(entry));
    if (copy === undefined && !entry.inPod) waiting += 1;
    else if (copy === undefined) notInPod.push(entry.blockNumber ?? 0);
    else if (copy.body !== entry.body || copy.at !== entry.at) different.push(copy.blockNumber);
  }
  const known = new Set(atGateway.map(keyOf));
  const newest = atGateway.reduce((latest, { at }) => (at > latest ? at : latest), '');
  const onlyInPod = inPod.filter((entry) => entry.at <= newest && !known.has(keyOf(entry)));
  return { notInPod, different, waiting, onlyInPod: onlyInPod.length };
}

const keyOf = ({ consentId, sequence }: { consentId: string; sequence: number | null }): string =>
  `${consentId} ${sequence ?? 'unchained'}`;
