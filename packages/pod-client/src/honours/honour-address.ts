import { DOCUMENTS, isId } from '@parley/protocol';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';

/** One statement's place: beside its consent's document, in a folder of that consent's. */
export interface HonourPlace {
  readonly consentId: string;
  /** What its file is called. */
  readonly name: string;
}

const NAME = /^[\w-]{1,64}$/;

/** The folder with what was said under a consent. @throws {PodError} `address_refused`: not a consent id */
export function honoursAddress(pod: Pod, consentId: string): string {
  if (!isId('consent', consentId)) throw new PodError('address_refused');
  return pod.resolve(`${DOCUMENTS.consents}${consentId}/`);
}

/** The address of one statement. @throws {PodError} `address_refused`: not a name that a file can have */
export function honourAddress(pod: Pod, { consentId, name }: HonourPlace): string {
  if (!NAME.test(name)) throw new PodError('address_refused');
  return `${honoursAddress(pod, consentId)}${name}.ttl`;
}

/** The name of a statement that a member of the folder holds, if it is one. */
export function honourNameOf(member: string): string | undefined {
  const name = member.slice(0, -'.ttl'.length);
  return member.endsWith('.ttl') && NAME.test(name) ? name : undefined;
}
