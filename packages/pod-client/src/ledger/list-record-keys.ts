import { DOCUMENTS } from '@parley/protocol';
import { listContainer } from '../http/list-container.ts';
import type { Pod } from '../open-pod.ts';
import { kidOf } from './record-key-address.ts';

/** The ids of the record keys whose statements are in the pod. */
export async function listRecordKeys(pod: Pod): Promise<readonly string[]> {
  return (await listContainer(pod, pod.resolve(DOCUMENTS.recordKeys))).flatMap((name) => kidOf(name) ?? []);
}
