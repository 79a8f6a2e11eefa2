import type { DataCategory, OpenedIssues } from '@parley/protocol';
import { readDocument } from '../../conditional-get.ts';
import { createDocument } from '../../http/create-container.ts';
import type { Pod } from '../../open-pod.ts';
import { emptyOpened, openedAddress } from './opened-document.ts';
import { parseOpened } from './parse-opened.ts';

/**
 * What vendors have begun. `undefined`: the owner has no document for it, so that none can.
 *
 * @throws {PodError} `content_rejected`, `too_large`, `access_denied`, `unavailable`
 */
export async function readOpened(
  pod: Pod,
  {
    category,
    ownerWebId = pod.webId ?? '',
  }: { readonly category: DataCategory; readonly ownerWebId?: string },
): Promise<OpenedIssues | undefined> {
  const { container } = pod;
  const reading = await readDocument({ ...pod, url: openedAddress(category, container) });
  if (reading.status !== 'read') return undefined;
  return parseOpened(category, { turtle: reading.turtle, container, ownerWebId });
}

/** Makes the document, from the owner's app: from then on vendors that may answer can begin threads. */
export async function acceptOpenings(
  pod: Pod,
  { category }: { readonly category: DataCategory },
): Promise<void> {
  const url = openedAddress(category, pod.container);
  await createDocument(pod, url, emptyOpened(url));
}
