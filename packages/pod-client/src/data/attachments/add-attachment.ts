import {
  type Attachment,
  type AttachmentMediaType,
  beginsLike,
  type DataCategory,
  MAX_ATTACHMENT_BYTES,
  WF,
} from '@parley/protocol';
import { PodError } from '../../errors.ts';
import { putFile, remove } from '../../http/write.ts';
import type { Pod } from '../../open-pod.ts';
import { iri } from '../../rdf/terms.ts';
import { appendToDocument } from '../append-to-document.ts';
import { itemIri } from '../item-address.ts';
import { attachmentAddress } from './attachment-address.ts';
import { attachmentName, attachmentStatements } from './attachments.ts';

export interface AddAttachmentOptions {
  readonly category: DataCategory;
  /** The id of the item it belongs to. */
  readonly itemId: string;
  readonly mediaType: AttachmentMediaType;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the owner calls it. One that is a path, or cannot be shown, is left out. */
  readonly name?: string | undefined;
  readonly now?: () => Date;
}

const ENDINGS: Readonly<Record<AttachmentMediaType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
};

/**
 * Puts a file beside the items of the owner's pod and links it from one, as SolidOS does. The file comes first, so that nothing is linked
 * that is not there.
 *
 * @throws {PodError} `invalid_item`: empty, longer than `MAX_ATTACHMENT_BYTES`, or not of the type that it is said to be;
 * `not_found`: the item has no document; `access_denied`, `unavailable`
 * @see https://github.com/SolidOS/issue-pane
 */
export async function addAttachment(pod: Pod, options: AddAttachmentOptions): Promise<Attachment> {
  const { category, itemId, mediaType, bytes, now = () => new Date() } = options;
  const size = bytes.byteLength;
  if (size === 0 || size > MAX_ATTACHMENT_BYTES || !beginsLike(mediaType, bytes))
    throw new PodError('invalid_item', { field: 'attachments' });
  const subject = itemIri(category, pod.container, itemId);
  const id = `${crypto.randomUUID()}.${ENDINGS[mediaType]}`;
  const url = attachmentAddress(category, pod.container, id);
  const name = attachmentName(options.name);
  const attachment = { id, mediaType, size, name, createdAt: now().toISOString() };
  await putFile(pod, { url, mediaType, bytes });
  const link = { subject, predicate: WF.attachment, object: iri(url) };
  try {
    await appendToDocument(pod, {
      url: subject.split('#')[0] ?? subject,
      inserts: [link, ...attachmentStatements(url, attachment)],
    });
  } catch (error) {
    await remove(pod, { url }).catch(() => undefined);
    throw error;
  }
  return attachment;
}
