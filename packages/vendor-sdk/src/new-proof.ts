import { Configuration, type DPoPHandle, getDPoPHandle, randomDPoPKeyPair } from 'openid-client';
import type { GatewayConnection } from './gateway/gateway-connection.ts';
import { stampedBy } from './stamp.ts';

/** Proofs of a new key, where any key will do: one for each consent, so that they link no two. It remembers the gateway's nonce. */
export async function newProof(connection: GatewayConnection, signal?: AbortSignal): Promise<DPoPHandle> {
  const { server } = await connection.metadata(signal);
  const configuration = new Configuration(server, connection.settings.clientId);
  return getDPoPHandle(configuration, await randomDPoPKeyPair('ES256'), stampedBy(connection.settings));
}
