import type { Attachment, DataCategory } from '@parley/protocol';
import { remove } from '../../http/write.ts';
import type { Pod } from '../../open-pod.ts';
import { attachmentAddress } from './attachment-address.ts';

/** Deletes files whose item was deleted. Each of them is tried: `left` says how many could not be deleted. */
export async function deleteAttachments(
  pod: Pod,
  { category, attachments }: { readonly category: DataCategory; readonly attachments: readonly Attachment[] },
): Promise<{ readonly left: number }> {
  const tried = await Promise.allSettled(
    attachments.map(({ id }) => remove(pod, { url: attachmentAddress(category, pod.container, id) })),
  );
  return { left: tried.filter(({ status }) => status === 'rejected').length };
}
