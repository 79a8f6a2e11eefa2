import { type Categories, type DataCategory, categories as published } from '@parley/protocol';

/** What a read is for: all items of a category, or one by the opaque id that this vendor knows it under. */
export type ReadResource =
  | { readonly kind: 'list'; readonly category: DataCategory }
  | { readonly kind: 'item'; readonly category: DataCategory; readonly id: string };

/**
 * The resource that a path below the read API names, such as `/issues`. The path is taken as it was sent: nothing in it is
 * decoded, so that no spelling of dots and slashes reaches anything.
 */
export function readResource(path: string, categories: Categories = published): ReadResource | undefined {
  const match = /^\/([a-z]+)(?:\/([\w-]+))?$/.exec(path);
  const category = categories.get(match?.[1] ?? '');
  if (category === undefined) return undefined;
  const id = match?.[2];
  if (id === undefined) return { kind: 'list', category };
  return category.itemDocument === undefined ? undefined : { kind: 'item', category, id };
}
