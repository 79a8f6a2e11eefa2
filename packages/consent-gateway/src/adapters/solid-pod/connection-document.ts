import { openPod, readConnection } from '@parley/pod-client';
import type { ConnectionDocument } from '../../owner-api/connect-pod.ts';

/** Reads `connection.ttl` of a container as the gateway. */
export function readConnectionDocument(options: {
  container: string;
  fetch: typeof fetch;
  signal: AbortSignal;
}): Promise<ConnectionDocument> {
  return readConnection(openPod(options));
}
