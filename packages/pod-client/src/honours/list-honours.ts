import { listContainer } from '../http/list-container.ts';
import type { Pod } from '../open-pod.ts';
import { type HonourPlace, honourNameOf, honoursAddress } from './honour-address.ts';

/** The places of everything that was said under a consent. */
export async function listHonours(pod: Pod, consentId: string): Promise<readonly HonourPlace[]> {
  const members = await listContainer(pod, honoursAddress(pod, consentId));
  return members.flatMap((member) => {
    const name = honourNameOf(member);
    return name === undefined ? [] : [{ consentId, name }];
  });
}
