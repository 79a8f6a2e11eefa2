import { DOCUMENTS } from '@parley/protocol';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';

const KID = /^[\w-]{1,128}$/;

/** The address of a record key's file. @throws {PodError} `address_refused`: not an id that a file can be named after */
export function recordKeyAddress(pod: Pod, kid: string): string {
  if (!KID.test(kid)) throw new PodError('address_refused');
  return pod.resolve(`${DOCUMENTS.recordKeys}${kid}.ttl`);
}

/** The id that a member of `ledger/keys/` is named after, if it is. */
export function kidOf(name: string): string | undefined {
  const kid = name.slice(0, -'.ttl'.length);
  return name.endsWith('.ttl') && KID.test(kid) ? kid : undefined;
}
