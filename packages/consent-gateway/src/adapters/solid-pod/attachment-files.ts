import { attachmentAddress, resolveInContainer } from '@parley/pod-client';
import { ATTACHMENT_HEAD_BYTES, type Attachment, attachmentMediaType, beginsLike } from '@parley/protocol';
import { GatewayError } from '../../gateway-error.ts';
import { createTurns } from '../../limits/turns.ts';
import type { AttachmentFiles } from '../../read/attachment/attachment-files.ts';

const RETRY_AFTER_SECONDS = 10;
/** Half of the connections to a pod server: who takes files slowly leaves the others to the other vendors. */
const MOST_FILES_OF_A_VENDOR = 4;

/** Opens attached files: only what lies in the container for them, whatever an item names. */
export function createAttachmentFiles(options: {
  /** Guarded, as the gateway, and passing an answer on as it comes. */
  readonly podStream: typeof fetch;
}): AttachmentFiles {
  const turn = createTurns({ perKey: MOST_FILES_OF_A_VENDOR });
  return {
    async open({ container }, { category, attachment, vendorId, signal }) {
      const address = resolveInContainer(container, attachmentAddress(category, container, attachment.id));
      await turn(`${new URL(address).origin} ${vendorId}`, signal);
      const response = await fetchFile(options.podStream, address, signal);
      if (response.status === 404 || response.status === 410) return undefined;
      if (!response.ok) throw unavailable();
      if (response.body === null || !isAsStated(response.headers, attachment)) return undefined;
      const { head, rest } = await readHead(response.body);
      if (!beginsLike(attachment.mediaType, head)) {
        await rest.return?.();
        return undefined;
      }
      return exactly(attachment.size, head, rest);
    },
  };
}

async function fetchFile(podStream: typeof fetch, address: string, signal: AbortSignal): Promise<Response> {
  try {
    const headers = { accept: '*/*', 'accept-encoding': 'identity' };
    return await podStream(address, { headers, signal, redirect: 'manual' });
  } catch (cause) {
    throw unavailable(cause);
  }
}

const unavailable = (cause?: unknown): GatewayError =>
  new GatewayError('temporarily_unavailable', 'an attached file cannot be read', {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });

/** What the pod server says of the file, as far as it does, is what the owner's app has written down. */
function isAsStated(headers: Headers, { mediaType, size }: Attachment): boolean {
  // Where a server compresses all the same, the length is not the file's; its bytes are counted as they come.
  const length = headers.has('content-encoding') ? null : headers.get('content-length');
  return (
    attachmentMediaType(headers.get('content-type')) === mediaType &&
    (length === null || Number(length) === size)
  );
}

interface Begun {
  readonly head: Uint8Array;
  readonly rest: AsyncIterator<Uint8Array>;
}

/** The first bytes, to see what it is: before the disclosure, and nothing of them has left. */
async function readHead(body: AsyncIterable<Uint8Array>): Promise<Begun> {
  const rest = body[Symbol.asyncIterator]();
  let head = new Uint8Array();
  try {
    while (head.byteLength < ATTACHMENT_HEAD_BYTES) {
      const { done, value } = await rest.next();
      if (done === true) break;
      const longer = new Uint8Array(head.byteLength + value.byteLength);
      longer.set(head);
      longer.set(value, head.byteLength);
      head = longer;
    }
  } catch (cause) {
    throw unavailable(cause);
  }
  return { head, rest };
}

/** Fails before a byte too many is passed on, and at an end that comes too early. */
async function* exactly(
  size: number,
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let sent = 0;
  try {
    for (let chunk: Uint8Array | undefined = head; chunk !== undefined; ) {
      sent += chunk.byteLength;
      if (sent > size) throw new Error('longer than its item says');
      yield chunk;
      const next: IteratorResult<Uint8Array> = await rest.next();
      chunk = next.done === true ? undefined : next.value;
    }
    if (sent < size) throw new Error('shorter than its item says');
  } finally {
    await rest.return?.();
  }
}
