import { type Attachment, type DataCategory, WF } from '@parley/protocol';
import type { Pod } from '../../open-pod.ts';
import { changeDocument } from '../change-document.ts';
import { itemIri } from '../item-address.ts';
import { attachmentAddress } from './attachment-address.ts';
import { deleteAttachments } from './delete-attachments.ts';

interface RemoveAttachmentOptions {
  readonly category: DataCategory;
  /** The id of the item it belongs to. */
  readonly itemId: string;
  readonly attachment: Attachment;
}

/**
 * Takes a file off an item and deletes it. The link goes first: nothing is linked that is not there, and no vendor reaches what no item links.
 * `left`: how many files could not be deleted. What was taken off before is deleted all the same.
 *
 * @throws {PodError} `not_found`: the item has no document; `conflict`, `access_denied`, `unavailable`
 */
export async function removeAttachment(
  pod: Pod,
  { category, itemId, attachment }: RemoveAttachmentOptions,
): Promise<{ readonly left: number }> {
  const subject = itemIri(category, pod.container, itemId);
  const file = attachmentAddress(category, pod.container, attachment.id);
  await changeDocument(pod, {
    url: subject.split('#')[0] ?? subject,
    change(graph) {
      const links = graph
        .about(subject)
        .filter(
          ({ predicate, object }) =>
            predicate === WF.attachment && object.kind === 'iri' && object.value === file,
        );
      const deletes = [...links, ...graph.about(file)].filter(({ object }) => object.kind !== 'blank');
      return deletes.length === 0 ? undefined : { deletes };
    },
  });
  return deleteAttachments(pod, { category, attachments: [attachment] });
}
