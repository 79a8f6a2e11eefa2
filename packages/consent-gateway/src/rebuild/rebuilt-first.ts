import type { ConnectedOwner, OwnerDirectory } from '../consent/owner-directory.ts';
import type { OwnerLog } from '../secrets/owner-log.ts';
import type { DueOwners } from './due-owners.ts';

/** Owners as who decides for them needs them: one that the index lacks is brought back first. */
export function rebuiltFirst(owners: OwnerDirectory, due: DueOwners): OwnerDirectory {
  return {
    async find(ownerId) {
      await due.ensure(ownerId);
      return owners.find(ownerId);
    },
  };
}

/** Connections of pods: what the index lacks of the owner is read from the pod that is connected now. */
export function reconnecting<T extends { connect(owner: ConnectedOwner): Promise<void> }>(
  owners: T,
  due: DueOwners,
  log: Pick<OwnerLog, 'append'>,
): T {
  return {
    ...owners,
    async connect(owner: ConnectedOwner) {
      if (!due.isDue(owner.ownerId)) return owners.connect(owner);
      await log.append(owner);
      await due.reconnect(owner);
    },
  };
}
