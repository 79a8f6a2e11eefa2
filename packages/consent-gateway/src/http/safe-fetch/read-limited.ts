import { OutsideError } from './outside-error.ts';

/** Reads a body to its end, at most `maxBytes` after any decompression. @throws {OutsideError} too_large */
export async function readLimited(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new OutsideError('too_large');
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** The same body as it is taken, at most `maxBytes` of it: then it fails with `too_large`. */
export function limitedStream(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  if (body === null) return null;
  const chunks = body[Symbol.asyncIterator]();
  let length = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done === true) return controller.close();
        length += value.byteLength;
        if (length > maxBytes) {
          await chunks.return?.();
          throw new OutsideError('too_large');
        }
        controller.enqueue(new Uint8Array(value));
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
