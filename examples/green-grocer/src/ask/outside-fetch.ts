// People type the address of their gateway: the shop must not be led into its own network by it. In: a fetch call. Out: the answer,
// or a refusal at the moment of dialling, on the address that is dialled.

import { lookup as lookUp } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, type RequestInit as UndiciRequestInit, fetch as undiciFetch } from 'undici';

export interface OutsideFetchOptions {
  /** Whether this machine itself may be reached: for a shop on a laptop. */
  readonly allowsLoopback: boolean;
}

const CONNECT_TIMEOUT_MS = 5_000;
const LARGEST_ANSWER = 4 * 1024 * 1024;

export function createOutsideFetch({ allowsLoopback }: OutsideFetchOptions): typeof fetch {
  const mayDial = (address: string): boolean => isOutside(address, allowsLoopback);
  const dial = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup(mayDial) });
  const dispatcher = new Agent({
    maxResponseSize: LARGEST_ANSWER,
    connect: (options, callback) => {
      // No name is looked up for an address that is a number already.
      const literal = options.hostname.replace(/^\[(.*)\]$/, '$1');
      if (ipaddr.isValid(literal) && !mayDial(literal)) callback(refusal(), null);
      else dial(options, callback);
    },
  });
  return async (input, init) => {
    const address = input instanceof Request ? input.url : input;
    const options = { ...(init as UndiciRequestInit), redirect: 'manual', dispatcher } as const;
    return (await undiciFetch(address, options)) as unknown as Response;
  };
}

/** Whether an address lies in the public internet, or is this machine where that is allowed. */
export function isOutside(address: string, allowsLoopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() === 'loopback') return allowsLoopback;
  // IPv6 only where the public internet is: other forms carry addresses of IPv4 inside.
  const isPublicBlock = parsed instanceof ipaddr.IPv4 || ((parsed as ipaddr.IPv6).parts[0] ?? 0) >> 13 === 1;
  return parsed.range() === 'unicast' && isPublicBlock;
}

function guardedLookup(mayDial: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      const [first] = error === null ? found : [];
      if (error !== null) callback(error, '');
      else if (first === undefined || !found.every(({ address }) => mayDial(address)))
        callback(refusal(), '');
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

const refusal = (): Error => new Error('an address that the shop does not dial');
