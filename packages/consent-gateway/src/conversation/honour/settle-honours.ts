import type { OwnerDirectory } from '../../consent/owner-directory.ts';
import { isGatewayError } from '../../gateway-error.ts';
import type { HonourFiles } from './honour-files.ts';
import type { HonourStore, UnsettledHonour } from './honour-store.ts';

export interface SettleHonoursOptions {
  readonly honours: Pick<HonourStore, 'unsettled' | 'complete' | 'drop'>;
  readonly owners: Pick<OwnerDirectory, 'find'>;
  readonly files: Pick<HonourFiles, 'has'>;
}

/**
 * A statement that was cut off between the pod and the ledger: where it is in the pod the ledger gets it, where it never came there it is
 * forgotten. Nothing is written into a pod here: only the vendor has what it signed, and sends it again.
 */
export async function settleHonours(options: SettleHonoursOptions): Promise<void> {
  for (const honour of await options.honours.unsettled()) {
    try {
      if (await isInPod(honour, options)) await options.honours.complete(honour);
      else if (honour.isOld) await options.honours.drop(honour);
    } catch (fault) {
      // Pod or database: the next round comes.
      if (!isGatewayError(fault)) throw fault;
    }
  }
}

async function isInPod(
  honour: UnsettledHonour,
  { owners, files }: Pick<SettleHonoursOptions, 'owners' | 'files'>,
): Promise<boolean> {
  const owner = await owners.find(honour.ownerId);
  if (owner === undefined) return false;
  return files.has({ container: owner.container, ownerWebId: owner.webId }, honour);
}
