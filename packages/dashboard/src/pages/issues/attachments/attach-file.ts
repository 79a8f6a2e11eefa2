import { addAttachment, type Pod, PodError, prepareFiles } from '@parley/pod-client';
import { attachmentMediaType, MAX_ATTACHMENT_BYTES } from '@parley/protocol';
import { issueCategory } from '../issue-category.ts';
import { withDocument } from '../with-document.ts';
import { withoutPlace } from './without-place.ts';

/**
 * Attaches a file of the person's to an issue, without what a photo says of its place.
 *
 * @throws {PodError} `invalid_item`: too large, or of no type that is taken; else as `addAttachment`
 */
export async function attachFile(pod: Pod, itemId: string, file: File): Promise<void> {
  if (attachmentMediaType(file.type) === undefined || file.size > MAX_ATTACHMENT_BYTES) throw refused();
  const kept = await withoutPlace(file).catch((cause: unknown) => {
    throw refused(cause);
  });
  const mediaType = attachmentMediaType(kept.type);
  if (mediaType === undefined) throw refused();
  const bytes = new Uint8Array(await kept.arrayBuffer());
  const of = { category: issueCategory, itemId, mediaType, bytes, name: file.name };
  await prepareFiles(pod, issueCategory);
  await withDocument(pod, itemId, () => addAttachment(pod, of));
}

const refused = (cause?: unknown): PodError => new PodError('invalid_item', { field: 'attachments', cause });
