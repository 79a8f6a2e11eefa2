import { DOCUMENTS } from '@parley/protocol';
import { setAccess } from '../access/set-access.ts';
import { verifyAccess } from '../access/verify-access.ts';
import { normaliseContainer } from '../address.ts';
import { isPodError } from '../errors.ts';
import { remove } from '../http/write.ts';
import type { PodAccess } from '../pod-access.ts';
import { LAYOUT } from './layout.ts';
import { unregister } from './type-registration.ts';

export interface DisconnectOptions extends PodAccess {
  /** The owner, for whom `fetch` acts. */
  readonly webId: string;
  readonly container: string;
  readonly gatewayWebId: string;
}

/**
 * Disconnects an owner's pod: the gateway loses its access, then the proof and the registration go. All data stays.
 * It works without the gateway, and trying again after a failure goes on where it stopped.
 *
 * @throws {PodError} `access_rules_unknown`, `access_not_effective`, `access_denied`, `unavailable`
 */
export async function disconnectParley(options: DisconnectOptions): Promise<void> {
  const { webId, gatewayWebId } = options;
  const container = normaliseContainer(options.container);
  for (const { path } of LAYOUT) {
    const target = container + path;
    await unlessAbsent(setAccess(options, { target, ownerWebId: webId, gatewayWebId }));
  }
  for (const { path } of LAYOUT) {
    await unlessAbsent(verifyAccess(options, { target: container + path, ownerWebId: webId, gatewayWebId }));
  }
  await remove(options, { url: container + DOCUMENTS.connection });
  await unregister(options, { webId, container });
}

async function unlessAbsent(step: Promise<void>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!isPodError(error) || error.code !== 'not_found') throw error;
  }
}
