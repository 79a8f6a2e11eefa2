import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Attachment, attachmentDisposition } from '@parley/protocol';
import type { Response } from 'express';

/** From the request to the last byte: who takes a little now and then is cut off at last. */
export const FILE_WITHIN_MS = 120_000;
/** Once it has begun: so long nothing may come of the pod, or be taken by the vendor. */
const FILE_SILENCE_MS = 20_000;

/**
 * Sends a file as fast as it is taken and comes. Where the pod ends it too early, sends too much or nothing more, the connection is cut:
 * nobody takes a part for the whole. Nothing of the pod's own headers is passed on.
 */
export async function sendFile(
  response: Response,
  { attachment, bytes }: { readonly attachment: Attachment; readonly bytes: AsyncIterable<Uint8Array> },
  silenceMs = FILE_SILENCE_MS,
): Promise<void> {
  const { mediaType, size, name } = attachment;
  response.setHeader('Content-Type', mediaType);
  response.setHeader('Content-Length', size);
  response.setHeader('Content-Disposition', attachmentDisposition(name));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setTimeout(silenceMs, () => response.destroy());
  // The fault is the pod's, or of who has gone away: both have seen it.
  await pipeline(Readable.from(bytes, { objectMode: false }), response).catch(() => response.destroy());
}
