import { PodError } from '../errors.ts';

/**
 * The body as text, never holding more than `maxBytes` of it.
 *
 * @throws {PodError} `too_large`; `content_rejected` where it is not UTF-8
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  let text = '';
  for await (const chunk of chunksOf(response, maxBytes)) text += decode(decoder, chunk);
  return text + decode(decoder);
}

/**
 * The body as bytes, never holding more than `maxBytes` of it.
 *
 * @throws {PodError} `too_large`
 */
export async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunksOf(response, maxBytes)) chunks.push(chunk);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

async function* chunksOf(response: Response, maxBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) throw new PodError('too_large');
  if (response.body === null) return;
  const reader = response.body.getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.byteLength;
      if (size > maxBytes) throw new PodError('too_large');
      yield value;
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
