import { type Pod, readDocument } from '@parley/pod-client';
import { GatewayError } from '../../gateway-error.ts';

const MAX_LISTING_BYTES = 16 * 1024 * 1024;

/** Where a whole container is gone, something else has happened than the deletion of one file. @throws {GatewayError} `temporarily_unavailable` */
export async function assertContainer(pod: Pod, path: string): Promise<void> {
  const reading = await readDocument({ ...pod, url: pod.resolve(path), maxBytes: MAX_LISTING_BYTES });
  if (reading.status !== 'read')
    throw new GatewayError('temporarily_unavailable', 'a container of the gateway is not in the pod');
}
