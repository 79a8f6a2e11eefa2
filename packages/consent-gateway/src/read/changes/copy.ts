// What a vendor's copy holds, as far as the gateway knows it: of each item its opaque id and a keyed digest of what the vendor
// was told of it. Never content.
import { idFromBytes } from '@parley/protocol';
import { keyedDigest, sha256Bytes } from '../../secrets/digests.ts';

/** By category, by id of the item: the digest of the item. */
export type Copy = ReadonlyMap<string, ReadonlyMap<string, string>>;

const BYTES = 16;
const PREFIX = idFromBytes('item', Buffer.alloc(0));

/** The digest of an item as it is sent. Whoever has no key cannot tell from it what the item says. */
export function itemDigest(key: Buffer, category: string, item: object): string {
  return keyedDigest(key, category, JSON.stringify(item)).subarray(0, BYTES).toString('base64url');
}

/** Equal copies are packed into equal bytes: 32 for an item, beside the names of the categories. */
export function packCopy(copy: Copy): Buffer {
  const parts: Buffer[] = [];
  for (const [category, items] of [...copy].sort(byName)) {
    if (items.size === 0) continue;
    const name = Buffer.from(category);
    const head = Buffer.alloc(5);
    head.writeUInt8(name.length);
    head.writeUInt32BE(items.size, 1);
    parts.push(head, name);
    for (const [id, digest] of [...items].sort(byName))
      parts.push(Buffer.from(id.slice(PREFIX.length), 'base64url'), Buffer.from(digest, 'base64url'));
  }
  return Buffer.concat(parts);
}

export function unpackCopy(packed: Buffer): Copy {
  const copy = new Map<string, Map<string, string>>();
  let at = 0;
  const take = (bytes: number): Buffer => {
    at += bytes;
    return packed.subarray(at - bytes, at);
  };
  while (at < packed.length) {
    const [nameLength, size] = [take(1).readUInt8(), take(4).readUInt32BE()];
    const items = new Map<string, string>();
    copy.set(take(nameLength).toString(), items);
    for (let count = 0; count < size; count += 1)
      items.set(idFromBytes('item', take(BYTES)), take(BYTES).toString('base64url'));
  }
  return copy;
}

/** What a packed copy is called: equal copies have equal names. */
export const nameOfCopy = (packed: Buffer): string =>
  sha256Bytes(packed.toString('base64')).toString('base64url');

export const EMPTY_COPY: Copy = new Map();

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;
