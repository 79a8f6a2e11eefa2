import type { OwnerDirectory } from '../consent/owner-directory.ts';
import { GatewayError } from '../gateway-error.ts';

/** @throws {GatewayError} `app_not_allowed`; `not_connected`; `temporarily_unavailable` where the pod does not say */
export type AssertMayWiden = (caller: {
  readonly ownerId: string;
  readonly clientId: string;
}) => Promise<void>;

/**
 * Whether an app may give, extend and resume for its owner: the owner's `settings.ttl` names the apps that may. Where there is no such
 * document the owner has not chosen yet, and every app may. Stopping needs no permission.
 */
export function createAssertMayWiden(options: {
  readonly owners: OwnerDirectory;
  /** The client ids that the pod names; `undefined`: the owner has not chosen. */
  readonly readAllowedApps: (container: string) => Promise<readonly string[] | undefined>;
}): AssertMayWiden {
  return async ({ ownerId, clientId }) => {
    const owner = await options.owners.find(ownerId);
    if (owner === undefined) throw new GatewayError('not_connected', 'the owner has no connected pod');
    const allowed = await options.readAllowedApps(owner.container);
    if (allowed !== undefined && !allowed.includes(clientId))
      throw new GatewayError('app_not_allowed', 'this app is not one that the owner has allowed to widen');
  };
}
