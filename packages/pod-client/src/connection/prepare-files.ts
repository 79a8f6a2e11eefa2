import type { DataCategory } from '@parley/protocol';
import { setAccess } from '../access/set-access.ts';
import { verifyAccess } from '../access/verify-access.ts';
import { isPodError } from '../errors.ts';
import { createContainer } from '../http/create-container.ts';
import type { Pod } from '../open-pod.ts';
import { LAYOUT } from './layout.ts';
import { readConnection } from './read-connection.ts';

/**
 * Sees to it that the container for attached files is there, and that the gateway may read in it and no more. A pod that was connected
 * before there were files has none; where all is as it should be, nothing is written.
 *
 * @throws {PodError} `not_connected`; `access_rules_unknown`, `access_not_effective`, `access_denied`, `conflict`, `unavailable`
 */
export async function prepareFiles(pod: Pod, { filesContainer }: DataCategory): Promise<void> {
  const place = LAYOUT.find(({ path }) => path === filesContainer);
  if (place === undefined) return;
  const { ownerWebId, gatewayWebId } = await readConnection(pod);
  const target = pod.resolve(place.path);
  const rules = { target, ownerWebId, gatewayWebId, gateway: place.gateway };
  await createContainer(pod, target);
  try {
    await verifyAccess(pod, rules);
  } catch (error) {
    if (!isPodError(error) || error.code !== 'access_not_effective') throw error;
    await setAccess(pod, rules);
    await verifyAccess(pod, rules);
  }
}
