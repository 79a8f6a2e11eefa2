import {
  replayedSchema,
  type VendorEvent,
  type VendorEventType,
  type Webhook as WebhookOnTheWire,
  webhookSchema,
  webhookTestedSchema,
} from '@parley/protocol';
import { VendorSdkError } from '../errors.ts';
import { callAsVendor, type VendorCall } from '../gateway/call-as-vendor.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { CallOptions } from '../gateway-client.ts';

/** Where a gateway tells this vendor what happens, and how that goes. */
export interface Webhook {
  readonly url: string;
  /** Absent: all. */
  readonly types?: readonly VendorEventType[];
  /** For `createWebhookHandler`: this gateway's alone, for this vendor alone. Keep them. */
  readonly publicKeys: readonly string[];
  /** `disabled`: the receiver has answered 410. Registering it again enables it. */
  readonly state: 'active' | 'disabled';
  readonly registeredAt: string;
  readonly lastSuccessAt?: string;
  /** Since the last success. */
  readonly failures: number;
  readonly lastFailure?: NonNullable<WebhookOnTheWire['last_failure']>;
  /** Yet to be delivered. */
  readonly waiting: number;
  /** Given up after a day of tries, newest first, at most 50. */
  readonly deadLetters: { readonly count: number; readonly events: readonly VendorEvent[] };
}

export interface WebhookOptions extends CallOptions {
  /** Public and https, on an origin of the client id or of a redirect URI. */
  readonly url: string;
  /** Default: all, also those that come with later versions. */
  readonly types?: readonly VendorEventType[];
}

export interface ShowOptions extends CallOptions {
  /** Of the dead letters those behind this one, by its id. */
  readonly after?: string;
}

/** Which events are sent again: at most 1,000 since a time (RFC 3339, UTC), or at most 100 by their ids. */
export type Replay = { readonly since: string } | { readonly ids: readonly string[] };

export interface Webhooks {
  /**
   * Has this gateway tell of everything at this address. One a vendor: another address takes its place. Doing it at each start does no harm.
   *
   * @throws {webhook_url_refused} @throws {vendor_held} @throws {client_refused}
   */
  register(options: WebhookOptions): Promise<Webhook>;
  /** `undefined`: there is none. */
  show(options?: ShowOptions): Promise<Webhook | undefined>;
  /** Nothing is sent any more; what waits can be had from `gateway.events`. Once more does no harm. */
  remove(options?: CallOptions): Promise<void>;
  /** Has the gateway send `webhook.test`. @throws {not_found} when there is no webhook */
  test(options?: CallOptions): Promise<{ readonly eventId: string }>;
  /** Sends events again, also dead letters. Where `nextSince` is there, more are left. */
  replay(
    which: Replay,
    options?: CallOptions,
  ): Promise<{ readonly replayed: number; readonly nextSince?: string }>;
}

export function createWebhooks(connection: GatewayConnection): Webhooks {
  const call = async <T>(
    of: VendorCall,
    schema: { safeParse(answer: unknown): { success: true; data: T } | { success: false } },
  ): Promise<T> => {
    const answer = schema.safeParse(await callAsVendor(connection, of));
    if (!answer.success) throw new VendorSdkError('invalid_response', { detail: 'not as a gateway answers' });
    return answer.data;
  };
  return {
    async register({ url, types, signal }) {
      const body = { url, ...(types !== undefined && { types }) };
      return toWebhook(await call({ method: 'PUT', path: '/webhook', body, signal }, webhookSchema));
    },
    async show({ after, signal } = {}) {
      const path = after === undefined ? '/webhook' : `/webhook?${new URLSearchParams({ after })}`;
      const shown = await orNothing(call({ method: 'GET', path, signal }, webhookSchema));
      return shown && toWebhook(shown);
    },
    async remove({ signal } = {}) {
      await orNothing(callAsVendor(connection, { method: 'DELETE', path: '/webhook', signal }));
    },
    async test({ signal } = {}) {
      const path = '/webhook/test';
      const { event_id: eventId } = await call({ method: 'POST', path, signal }, webhookTestedSchema);
      return { eventId };
    },
    async replay(which, { signal } = {}) {
      const path = '/events/replay';
      const { replayed, next_since: nextSince } = await call(
        { method: 'POST', path, body: which, signal },
        replayedSchema,
      );
      return { replayed, ...(nextSince !== undefined && { nextSince }) };
    },
  };
}

/** `undefined` for `not_found`. */
const orNothing = <T>(promise: Promise<T>): Promise<T | undefined> =>
  promise.catch((error: VendorSdkError) => {
    if (error.code === 'not_found') return undefined;
    throw error;
  });

function toWebhook({ public_keys, registered_at, dead_letters, ...webhook }: WebhookOnTheWire): Webhook {
  const { types, last_success_at: lastSuccessAt, last_failure: lastFailure, ...rest } = webhook;
  return {
    ...rest,
    ...(types !== undefined && { types }),
    publicKeys: public_keys,
    registeredAt: registered_at,
    ...(lastSuccessAt !== undefined && { lastSuccessAt }),
    ...(lastFailure !== undefined && { lastFailure }),
    deadLetters: dead_letters,
  };
}
