import type { VendorEventType, WebhookFailure } from '@parley/protocol';
import type { KeptEvent } from '../vendor-events.ts';

/** Where a vendor wants to be told. */
export interface WebhookEndpoint {
  readonly url: string;
  /** `undefined`: all. */
  readonly types: readonly VendorEventType[] | undefined;
  readonly registeredAt: Date;
  /** Set where nothing is sent any more until the vendor registers it again. */
  readonly disabledAt: Date | null;
  readonly lastSuccessAt: Date | null;
  /** Since the last success. */
  readonly failures: number;
  readonly lastFailure: WebhookFailure | null;
  readonly waiting: number;
  readonly deadLetters: { readonly count: number; readonly events: readonly KeptEvent[] };
}

/** An event on its way: it is this process's until its lease is over. */
export interface Delivery extends KeptEvent {
  readonly vendorId: string;
  readonly url: string;
  /** Of the vendor's, as it is registered now. */
  readonly redirectUris: readonly string[];
  /** With this one. */
  readonly attempts: number;
}

/** `gone`: nothing is to be sent there any more. */
export type DeliveryOutcome =
  | { readonly outcome: 'delivered' }
  | { readonly outcome: 'gone'; readonly failure: WebhookFailure }
  | { readonly outcome: 'failed'; readonly failure: WebhookFailure; readonly retryAfterSeconds?: number };

/** PORT. */
export interface WebhookStore {
  /** One endpoint a vendor: another one takes its place, and what waits goes there. */
  register(
    vendorId: string,
    webhook: { readonly url: string; readonly types: readonly VendorEventType[] | undefined },
  ): Promise<void>;
  /** With a page of dead letters, newest first: behind the event `after`. */
  find(vendorId: string, after?: string): Promise<WebhookEndpoint | undefined>;
  /** What waits is not sent. `false`: there was none. */
  remove(vendorId: string): Promise<boolean>;
  /** Takes what is due, at most so many of one vendor, and of a consent only the first that is not settled. */
  take(options: {
    readonly limit: number;
    readonly ofOneVendor: number;
    readonly notOf: readonly string[];
  }): Promise<readonly Delivery[]>;
  /** `retryInSeconds`: when it is tried again; `undefined`: it is given up. Says whether that was so. */
  settle(delivery: Delivery, outcome: DeliveryOutcome, retryInSeconds: number | undefined): Promise<void>;
}
