import { VendorSdkError } from '../errors.ts';
import { abortable } from '../http/abortable.ts';

/** One message of an event stream. */
export interface Frame {
  readonly id: string | undefined;
  readonly data: string;
}

const MOST_CHARACTERS = 262_144;

/**
 * The messages of a `text/event-stream`, until it ends.
 *
 * @throws {network} when it breaks, or is silent for too long @throws {invalid_response} when a message does not end
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* readFrames(
  body: ReadableStream<Uint8Array>,
  { silenceMs, signal }: { readonly silenceMs: number; readonly signal: AbortSignal },
): AsyncGenerator<Frame, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const chunk = await nextChunk(reader, silenceMs, signal);
      if (chunk === undefined) return;
      text += decoder.decode(chunk, { stream: true }).replaceAll('\r\n', '\n');
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const frame = frameOf(text.slice(0, end));
        text = text.slice(end + 2);
        if (frame !== undefined) yield frame;
      }
      if (text.length > MOST_CHARACTERS)
        throw new VendorSdkError('invalid_response', { detail: 'an event without an end' });
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function nextChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  silenceMs: number,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), silenceMs);
  try {
    const { value, done } = await abortable(reader.read(), AbortSignal.any([signal, silence.signal]));
    return done ? undefined : value;
  } catch {
    throw new VendorSdkError('network', { detail: 'the event stream broke off' });
  } finally {
    clearTimeout(timer);
  }
}

/** `undefined`: a comment, which only keeps the connection open. */
function frameOf(text: string): Frame | undefined {
  const fields = text.split('\n').map((line) => /^([^:]+):? ?(.*)$/.exec(line));
  const valuesOf = (name: string) => fields.flatMap((field) => (field?.[1] === name ? [field[2] ?? ''] : []));
  const data = valuesOf('data');
  return data.length === 0 ? undefined : { id: valuesOf('id').at(-1), data: data.join('\n') };
}
