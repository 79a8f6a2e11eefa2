// One try of one operation against one gateway: a fetch with the rules that hold for every request.
// In: what the OAuth library wants to send. Out: the answer, read to its end; what went wrong is kept beside it,
// because the library wraps faults in its own.

import { VendorSdkError } from '../errors.ts';
import { abortable } from './abortable.ts';
import type { Answer } from './error-from-answer.ts';
import { redactError } from './redact.ts';

export type Fetch = typeof globalThis.fetch;

export interface AttemptOptions {
  readonly fetch: Fetch;
  /** Requests go to this origin and to no other, whatever the gateway's metadata say. */
  readonly origin: string;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Texts that must not stand in an error, besides what looks like a credential. */
  readonly secrets: readonly string[];
  /** A good answer is passed on unread, for its caller to take as it comes. */
  readonly streams?: boolean | undefined;
}

export interface Attempt {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** The last answer that came in. */
  answer(): Answer | undefined;
  /** What kept an answer from coming in, or made it unusable. */
  fault(): VendorSdkError | undefined;
}

const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

export function createAttempt(options: AttemptOptions): Attempt {
  // Called on its own: workers refuse their fetch as a method of anything else.
  const { fetch: call, signal } = options;
  let answer: Answer | undefined;
  let fault: VendorSdkError | undefined;
  const send = async (url: string, init: RequestInit): Promise<Response> => {
    answer = undefined;
    fault = undefined;
    if (new URL(url).origin !== options.origin) {
      throw new VendorSdkError('invalid_response', {
        detail: 'the gateway names an address that is not its own',
      });
    }
    const limit = AbortSignal.timeout(options.timeoutMs);
    const limited = AbortSignal.any([signal, limit]);
    const sending = call(url, { ...init, redirect: 'manual', signal: limited });
    const taking = sending.then<Answer | Response>((each) =>
      options.streams === true && each.status === 200 ? each : answerOf(each),
    );
    const response = await abortable(taking, limited).catch((cause: unknown) => {
      if (cause instanceof VendorSdkError) throw cause;
      const code = signal.aborted ? 'aborted' : limit.aborted ? 'timeout' : 'network';
      throw new VendorSdkError(code, { cause: redactError(cause, options.secrets) });
    });
    if (!isRead(response)) return response;
    answer = response;
    if (response.status >= 300 && response.status < 400) {
      throw new VendorSdkError('invalid_response', { status: response.status, detail: 'a redirect' });
    }
    return copyOf(response);
  };
  return {
    fetch: (url, init) =>
      send(url, init).catch((error: VendorSdkError) => {
        fault = error;
        throw error;
      }),
    answer: () => answer,
    fault: () => fault,
  };
}

async function answerOf(response: Response): Promise<Answer> {
  if (response.type === 'opaqueredirect') {
    throw new VendorSdkError('invalid_response', { detail: 'a redirect' });
  }
  return { status: response.status, headers: response.headers, text: await readText(response) };
}

const isRead = (answer: Answer | Response): answer is Answer => typeof answer.text === 'string';

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > MAX_ANSWER_BYTES)
      throw new VendorSdkError('invalid_response', { detail: 'larger than 8 MiB' });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const BODILESS = [204, 205, 304];

function copyOf(answer: Answer): Response {
  const body = BODILESS.includes(answer.status) ? null : answer.text;
  return new Response(body, { status: answer.status, headers: answer.headers });
}
