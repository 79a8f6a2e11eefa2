import { DOCUMENTS, isId } from '@parley/protocol';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';

const SUFFIX = '.ttl';

/** The address of a consent's document. @throws {PodError} `address_refused`: not a consent id */
export function consentAddress(pod: Pod, consentId: string): string {
  if (!isId('consent', consentId)) throw new PodError('address_refused');
  return pod.resolve(`${DOCUMENTS.consents}${consentId}${SUFFIX}`);
}

/** The consent id that a member of `consents/` is named after, if it is. */
export function consentIdOf(name: string): string | undefined {
  const id = name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : '';
  return isId('consent', id) ? id : undefined;
}
