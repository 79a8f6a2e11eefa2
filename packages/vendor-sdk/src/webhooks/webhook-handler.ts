import type { VendorEvent } from '@parley/protocol';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import { createMemorySeenEvents, type SeenEvents } from './seen-events.ts';
import { type VerifyWebhookOptions, verifyWebhook } from './verify-webhook.ts';

export interface WebhookHandlerOptions extends Omit<VerifyWebhookOptions, 'publicKeys'> {
  /** `whpk_…`, or what looks them up for each delivery. */
  readonly publicKeys: readonly string[] | (() => readonly string[] | Promise<readonly string[]>);
  /**
   * Called once for each event, in their order for each consent. Be done within a few seconds: put longer work into a queue. When it throws,
   * the gateway delivers the event again.
   */
  readonly onEvent: (event: VendorEvent) => void | Promise<void>;
  /** Default: in memory, for one process. */
  readonly seen?: SeenEvents;
}

/** Takes deliveries as `fetch` has requests: Deno, Bun, workers, Hono, Next.js and the like. */
export type WebhookHandler = (request: Request) => Promise<Response>;

/** The largest delivery there is, with room to spare. */
const MOST_BYTES = 65_536;

/**
 * A receiver of webhooks. Answers 204 for what was handled, was handled before, or is of a kind that this version does not know; 401 for what the
 * gateway has not just signed. What `onEvent` throws is thrown on, so that the server answers 500 and the gateway comes again.
 *
 * @example
 * ```ts
 * import { createWebhookHandler } from '@parley/vendor-sdk';
 *
 * const handle = createWebhookHandler({
 *   publicKeys: ['whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4='],
 *   onEvent(event) {
 *     if (event.type === 'consent.withdrawn') console.log('stop working with', event.data.consent_id);
 *   },
 * });
 * export default { fetch: handle };
 * ```
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const { publicKeys, onEvent, seen = createMemorySeenEvents(), ...checks } = options;
  return async (request) => {
    if (request.method !== 'POST') return answer(405, { allow: 'POST' });
    const body = await readBytes(request.body ?? []);
    if (body === undefined) return answer(413);
    try {
      const keys = typeof publicKeys === 'function' ? await publicKeys() : publicKeys;
      const event = await verifyWebhook({ headers: request.headers, body }, { ...checks, publicKeys: keys });
      if (await seen.has(event.id)) return answer(204);
      await onEvent(event);
      await seen.add(event.id);
      return answer(204);
    } catch (fault) {
      if (isVendorSdkError(fault, 'webhook_not_understood')) return answer(204);
      const isForged =
        isVendorSdkError(fault, 'webhook_signature_invalid') ||
        isVendorSdkError(fault, 'webhook_out_of_time');
      if (isForged) return answer(401);
      throw fault;
    }
  };
}

const answer = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers });

/** `undefined`: it is too large. */
async function readBytes(chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[]) {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) return undefined;
    parts.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** What express, fastify's raw server and `node:http` have in common. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What a body parser has left: bytes or text will do. */
  readonly body?: unknown;
}
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(): unknown;
}
export type NodeWebhookHandler = (
  request: NodeRequest,
  response: NodeResponse,
  next: (fault?: unknown) => void,
) => Promise<void>;

/**
 * The same for express and `node:http`. Mount it before `express.json()`, or behind `express.raw({ type: 'application/json' })`: the signature is
 * over the exact bytes.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { createNodeWebhookHandler } from '@parley/vendor-sdk';
 *
 * const handle = createNodeWebhookHandler({
 *   publicKeys: ['whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4='],
 *   onEvent: (event) => console.log(event.type),
 * });
 * createServer((request, response) => void handle(request, response, () => response.writeHead(500).end()));
 * // With express: app.post('/webhooks', handle)
 * ```
 */
export function createNodeWebhookHandler(options: WebhookHandlerOptions): NodeWebhookHandler {
  const handle = createWebhookHandler(options);
  return async (request, response, next) => {
    try {
      const body = await bodyOf(request);
      const method = request.method ?? 'GET';
      const made = new Request('http://receiver.invalid/', {
        method,
        headers: headersOf(request),
        ...(method === 'GET' || method === 'HEAD' ? {} : { body: body ?? new Uint8Array(MOST_BYTES + 1) }),
      });
      const answered = await handle(made);
      response.statusCode = answered.status;
      for (const [name, value] of answered.headers) response.setHeader(name, value);
      response.end();
    } catch (fault) {
      next(fault);
    }
  };
}

async function bodyOf(request: NodeRequest): Promise<Uint8Array<ArrayBuffer> | string | undefined> {
  const { body } = request;
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (body !== undefined)
    throw new VendorSdkError('invalid_options', {
      detail: 'the body was parsed before it came here: mount the webhook before express.json()',
    });
  return readBytes(request);
}

const headersOf = ({ headers }: NodeRequest): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && name.startsWith('webhook-') ? [[name, value] as [string, string]] : [],
  );
