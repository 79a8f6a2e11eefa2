import { idFromBytes } from '@parley/protocol';
import { keyedDigest } from '../secrets/digests.ts';

/** The ids that one vendor sees of one owner's items: the same on every process, and meaningless to any other vendor. */
export interface OpaqueIds {
  item(podId: string): string;
  message(itemPodId: string, messageId: string): string;
  attachment(itemPodId: string, attachmentId: string): string;
}

export function createOpaqueIds(options: {
  /** The derived key for items. */
  readonly key: Buffer;
  readonly vendorId: string;
  readonly ownerId: string;
  readonly category: string;
}): OpaqueIds {
  const { key, vendorId, ownerId, category } = options;
  const id = (...path: string[]) =>
    idFromBytes('item', keyedDigest(key, vendorId, ownerId, category, ...path));
  return {
    item: (podId) => id(podId),
    message: (itemPodId, messageId) => id(itemPodId, messageId),
    attachment: (itemPodId, attachmentId) => id(itemPodId, 'attachment', attachmentId),
  };
}
