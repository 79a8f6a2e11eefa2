import { GatewayError } from '../../gateway-error.ts';

/**
 * Begins the nonce of an owner whose rows came from a backup and were not compared with the pod yet. No pod holds such a nonce, so nothing
 * of this owner is confirmed and every read is held until the rebuild takes the mark away.
 */
export const DUE_MARK = '!';

export const yetToBeRead = (): GatewayError =>
  new GatewayError('temporarily_unavailable', "the owner's pod is yet to be read after a restore", {
    retryAfterSeconds: 10,
  });
