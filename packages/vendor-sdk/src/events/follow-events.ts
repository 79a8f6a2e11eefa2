// Events over a connection that this side opens. In: the last event that the vendor has. Out: each that came after it, for as long as wanted.
import { type VendorEvent, vendorEventSchema } from '@parley/protocol';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import { sendAsVendor } from '../gateway/call-as-vendor.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { abortable } from '../http/abortable.ts';
import { errorFromAnswer } from '../http/error-from-answer.ts';
import { pause } from '../http/pause.ts';
import { redactError } from '../http/redact.ts';
import { RETRYABLE } from '../http/run-operation.ts';
import { readFrames } from './read-frames.ts';

export interface EventsOptions {
  /** The id of the last event that was handled. Default: from the oldest that the gateway has kept, for 30 days. */
  readonly after?: string;
  readonly signal?: AbortSignal;
}

/** The gateway sends something every 15 seconds. */
const SILENCE_MS = 45_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

export async function* followEvents(
  connection: GatewayConnection,
  options: EventsOptions,
): AsyncGenerator<VendorEvent, void, undefined> {
  let { after } = options;
  let failures = 0;
  for (;;) {
    const closing = new AbortController();
    try {
      for await (const frame of open(connection, { after, closing, signal: options.signal })) {
        failures = 0;
        const event = eventIn(frame.data);
        if (event !== undefined) yield event;
        after = frame.id ?? after;
      }
      await pause(delayAfter(1, { retryAfterSeconds: 0 }), options.signal);
    } catch (error) {
      if (options.signal?.aborted) throw new VendorSdkError('aborted');
      if (!isVendorSdkError(error) || !RETRYABLE.has(error.code)) throw error;
      failures += 1;
      await pause(delayAfter(failures, error), options.signal);
    } finally {
      closing.abort();
    }
  }
}

function delayAfter(
  failures: number,
  { retryAfterSeconds = 0 }: Pick<VendorSdkError, 'retryAfterSeconds'>,
): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 10));
  return Math.max(ceiling * (0.5 + Math.random() / 2), retryAfterSeconds * 1000);
}

/** What comes over one connection. A gateway ends it after ten minutes, and wants to see anew who listens. */
async function* open(
  connection: GatewayConnection,
  { after, closing, signal }: { after: string | undefined; closing: AbortController } & EventsSignal,
) {
  const { resource } = await connection.metadata(signal);
  const either = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const answering = connection.settings.fetch(url, { ...init, redirect: 'manual', signal: either });
    const limit = AbortSignal.any([either, AbortSignal.timeout(connection.settings.timeoutMs)]);
    return abortable(answering, limit).catch((cause: unknown) => {
      throw new VendorSdkError('network', { cause: redactError(cause) });
    });
  };
  const headers = { accept: 'text/event-stream', ...(after !== undefined && { 'last-event-id': after }) };
  const call = { method: 'GET', headers } as const;
  const response = await sendAsVendor(call, { url: `${resource}/events`, connection, fetch });
  if (!response.ok) throw await refusalOf(response, connection);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('text/event-stream') || response.body === null)
    throw new VendorSdkError('invalid_response', { status: response.status, detail: 'no event stream' });
  yield* readFrames(response.body, { silenceMs: SILENCE_MS, signal: either });
}

interface EventsSignal {
  readonly signal: AbortSignal | undefined;
}

async function refusalOf(response: Response, { settings }: GatewayConnection): Promise<VendorSdkError> {
  const { status, headers } = response;
  if (status < 400) return new VendorSdkError('invalid_response', { status, detail: 'no event stream' });
  return errorFromAnswer({ status, headers, text: await response.text() }, settings.now());
}

/** `undefined`: of a kind that this version does not know. */
function eventIn(data: string): VendorEvent | undefined {
  try {
    return vendorEventSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
