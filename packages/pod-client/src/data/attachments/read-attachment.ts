import { type Attachment, beginsLike, type DataCategory, MAX_ATTACHMENT_BYTES } from '@parley/protocol';
import { PodError } from '../../errors.ts';
import { readBytes } from '../../http/read-body.ts';
import { send } from '../../http/send.ts';
import { statusProblem } from '../../http/status-problem.ts';
import type { Pod } from '../../open-pod.ts';
import { attachmentAddress } from './attachment-address.ts';

/**
 * A file of the owner's own item, to be shown or saved. Its type is the one that the item states, whatever the server calls it, and it has to be as
 * long and begin as such a file does.
 *
 * @throws {PodError} `not_found`; `content_rejected`: it is not what the item says; `access_denied`, `unavailable`
 */
export function readAttachment(
  pod: Pod,
  { category, attachment }: { readonly category: DataCategory; readonly attachment: Attachment },
): Promise<Blob> {
  const { mediaType, size, id } = attachment;
  const url = attachmentAddress(category, pod.container, id);
  return send(pod, { method: 'GET', url }, async (response) => {
    if (response.status === 404 || response.status === 410) throw new PodError('not_found');
    if (response.status !== 200) throw statusProblem(response.status);
    const bytes = await readBytes(response, MAX_ATTACHMENT_BYTES);
    if (bytes.byteLength !== size || !beginsLike(mediaType, bytes)) throw new PodError('content_rejected');
    return new Blob([bytes], { type: mediaType });
  });
}
