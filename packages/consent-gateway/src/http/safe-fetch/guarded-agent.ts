import { lookup as lookUp } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { OutsideError } from './outside-error.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

const CONNECT_TIMEOUT_MS = 2_000;
const MAX_HEADER_BYTES = 16_384;
/** A pod server has many owners' pods, and answers a few dozen requests a second: further ones wait their turn. */
const CONNECTIONS_PER_HOST = 8;

type Resolve = typeof lookUp;

export interface GuardedAgentOptions {
  /** `true` for the listed loopback origins: then every address must be loopback, else every one must be public. */
  readonly local: boolean;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Default: the system's resolver. */
  readonly resolve?: Resolve | undefined;
}

/**
 * An undici agent that dials only addresses it may: the check is made on what the name resolves to, at the moment of
 * dialling, so a name that changes its address afterwards gains nothing. It is its own agent of its own undici: one made
 * by another major version does not work with it.
 */
export function createGuardedAgent(options: GuardedAgentOptions): Agent {
  const mayDial = options.local ? isLoopbackAddress : isPublicAddress;
  return new Agent({
    connect: { lookup: guardedLookup(mayDial, options.resolve ?? lookUp), timeout: CONNECT_TIMEOUT_MS },
    connections: CONNECTIONS_PER_HOST,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    maxHeaderSize: MAX_HEADER_BYTES,
    maxResponseSize: options.maxBytes,
    webSocket: { maxPayloadSize: options.maxBytes },
  });
}

/** One address among several that may not be dialled is enough to refuse: the system would choose among them. */
function guardedLookup(mayDial: (address: string) => boolean, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    // RFC 6761: such names are this machine, also where the system's resolver does not know it.
    const name = hostname.endsWith('.localhost') ? 'localhost' : hostname;
    resolve(name, { ...options, all: true }, (error, found) => {
      const [first] = error === null ? found : [];
      if (error !== null) callback(error, '');
      else if (first === undefined || !found.every(({ address }) => mayDial(address))) {
        callback(new OutsideError('address_refused'), '');
      } else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}
