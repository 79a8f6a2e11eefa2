import type { DataCategory } from '@parley/protocol';
import { PodError } from '../../errors.ts';

/** A name that is kept as it is in an address: nothing to encode, decode or resolve. */
const NAME = /^\w[\w-]{0,99}(?:\.\w{1,10})?$/;

/**
 * Where a file that is attached to an item lies.
 *
 * @throws {PodError} `invalid_item`: the category has no files, or none of this name
 */
export function attachmentAddress(category: DataCategory, container: string, id: string): string {
  const { filesContainer } = category;
  if (filesContainer === undefined || !NAME.test(id)) throw new PodError('invalid_item');
  return container + filesContainer + id;
}

/** The name of an attached file, or `undefined` where its address is not one that an attachment in this pod can have. */
export function attachmentId(
  { filesContainer }: DataCategory,
  container: string,
  iri: string,
): string | undefined {
  if (filesContainer === undefined || !iri.startsWith(container + filesContainer)) return undefined;
  const id = iri.slice(container.length + filesContainer.length);
  return NAME.test(id) ? id : undefined;
}
