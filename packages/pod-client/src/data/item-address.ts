import type { DataCategory } from '@parley/protocol';
import { PodError } from '../errors.ts';

/** Names that are kept as they are in an address: nothing to encode, decode or resolve. */
const NAME = /^[\w-][\w.~-]{0,199}$/;
const OWN_FRAGMENT = 'this';

/** The address of the document that lists a category. */
export function listAddress(category: DataCategory, container: string): string {
  return container + category.document;
}

/**
 * The IRI of an item. An item with a document of its own is `<document>#this`, its id the document's name; one that
 * lies under another fragment has the id `<document name>#<fragment>`. Else the id is the fragment in the list.
 *
 * @throws {PodError} `invalid_item`: not an id of this category
 */
export function itemIri(category: DataCategory, container: string, id: string): string {
  const iri =
    category.itemDocument === undefined
      ? `${container}${category.document}#${id}`
      : inOwnDocument(category.itemDocument, container, id);
  if (itemId(category, container, iri) !== id) throw new PodError('invalid_item');
  return iri;
}

/** The address of the document that holds an item's details. */
export function itemAddress(category: DataCategory, container: string, id: string): string {
  return itemIri(category, container, id).split('#')[0] as string;
}

/** The id of an item, or `undefined` where its IRI is not one that an item of this category in this pod can have. */
export function itemId(category: DataCategory, container: string, iri: string): string | undefined {
  const [address, fragment, ...rest] = iri.split('#');
  if (address === undefined || fragment === undefined || rest.length > 0 || !NAME.test(fragment))
    return undefined;
  if (category.itemDocument === undefined) {
    return address === listAddress(category, container) ? fragment : undefined;
  }
  const [before, after] = category.itemDocument.split('{id}') as [string, string];
  const prefix = container + before;
  if (!address.startsWith(prefix) || !address.endsWith(after)) return undefined;
  const name = address.slice(prefix.length, address.length - after.length);
  if (!NAME.test(name)) return undefined;
  return fragment === OWN_FRAGMENT ? name : `${name}#${fragment}`;
}

function inOwnDocument(template: string, container: string, id: string): string {
  const [name = '', fragment = OWN_FRAGMENT] = id.split('#');
  return `${container}${template.replace('{id}', name)}#${fragment}`;
}
