import { PodError } from '../errors.ts';

/**
 * The body as text, never holding more than `maxBytes` of it.
 *
 * @throws {PodError} `too_large`; `content_rejected` where it is not UTF-8
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) throw new PodError('too_large');
  if (response.body === null) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  const reader = response.body.getReader();
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decode(decoder);
      size += value.byteLength;
      if (size > maxBytes) throw new PodError('too_large');
      text += decode(decoder, value);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function decode(decoder: TextDecoder, bytes?: Uint8Array<ArrayBuffer>): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    throw new PodError('content_rejected');
  }
}
