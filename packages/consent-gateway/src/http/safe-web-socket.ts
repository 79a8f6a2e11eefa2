import type { lookup } from 'node:dns';
import { WebSocket as UndiciWebSocket } from 'undici';
import { createGuardedAgent } from './safe-fetch/guarded-agent.ts';
import { checkLocalOrigins, checkOutsideAddress } from './safe-fetch/outside-address.ts';

export interface SafeWebSocketOptions {
  /** Exact loopback origins that may be reached besides public hosts; empty unless in local mode. */
  readonly localOrigins: readonly string[];
  /** The largest message. */
  readonly maxBytes: number;
  /** For the opening handshake. */
  readonly timeoutMs: number;
  /** Default: the system's resolver. */
  readonly resolve?: typeof lookup;
}

/** Opens a web socket under the rules of `createSafeFetch`. The opener throws {OutsideError} address_refused. */
export function createSafeWebSocket(options: SafeWebSocketOptions): (address: string | URL) => WebSocket {
  checkLocalOrigins(options.localOrigins);
  const publicAgent = createGuardedAgent({ ...options, local: false });
  const localAgent = createGuardedAgent({ ...options, local: true });
  return (address) => {
    const { url, local } = checkOutsideAddress(address, options.localOrigins);
    const dispatcher = local ? localAgent : publicAgent;
    return new UndiciWebSocket(url, { dispatcher }) as unknown as WebSocket;
  };
}
