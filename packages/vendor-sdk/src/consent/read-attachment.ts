// An attached file: its bytes are handed on as they come. In: the ids of issue and file. Out: a stream that fails where it is not whole.

import {
  type Attachment,
  type AttachmentMediaType,
  attachmentMediaType,
  MAX_ATTACHMENT_BYTES,
} from '@parley/protocol';
import { VendorSdkError } from '../errors.ts';
import type { ReadOptions } from './category-reads.ts';
import type { StreamReader } from './read-approved-data.ts';

/** A file as the gateway passes it on from the owner's pod. Show it as what it says, never as a page. */
export interface AttachedFile extends Pick<Attachment, 'size' | 'name'> {
  readonly mediaType: AttachmentMediaType;
  /** To be read once, within the client's time limit. It fails with `invalid_response` where it ends too early or goes on too long. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

export async function readAttachment(
  read: StreamReader,
  { issueId, attachmentId, purpose, signal }: ReadOptions & { issueId: string; attachmentId: string },
): Promise<AttachedFile> {
  // Dots and slashes would make another address of it.
  if (![issueId, attachmentId].every((id) => /^[\w-]+$/.test(id)))
    throw new VendorSdkError('not_found', { detail: 'not the form of an id' });
  const path = `/issues/${issueId}/attachments/${attachmentId}`;
  const { headers, body } = await read({ path, purpose, signal });
  const mediaType = attachmentMediaType(headers.get('content-type'));
  const size = Number(headers.get('content-length') ?? Number.NaN);
  if (mediaType === undefined || body === null || !(size > 0 && size <= MAX_ATTACHMENT_BYTES)) {
    await body?.cancel();
    throw new VendorSdkError('invalid_response', { detail: 'not an attached file' });
  }
  const name = nameIn(headers.get('content-disposition'));
  return { mediaType, size, ...(name === undefined ? {} : { name }), body: body.pipeThrough(exactly(size)) };
}

/** @see https://www.rfc-editor.org/rfc/rfc8187#section-3.2 */
function nameIn(disposition: string | null): string | undefined {
  const [, encoded] = /;\s*filename\*=UTF-8''([\w.!#$&+^`|~%-]+)$/i.exec(disposition ?? '') ?? [];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function exactly(size: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let taken = 0;
  const fault = () => new VendorSdkError('invalid_response', { detail: 'a file of another length' });
  return new TransformStream({
    transform(chunk, controller) {
      taken += chunk.byteLength;
      if (taken > size) throw fault();
      controller.enqueue(chunk);
    },
    flush() {
      if (taken < size) throw fault();
    },
  });
}
