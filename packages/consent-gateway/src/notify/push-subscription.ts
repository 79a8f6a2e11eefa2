import type { PushSubscriptionRequest } from '@parley/protocol';

/** Where a browser of an owner can be told something. */
export interface PushSubscription extends Pick<PushSubscriptionRequest, 'endpoint' | 'keys'> {
  readonly subscriptionId: string;
}

/** PORT. */
export interface PushSubscriptionStore {
  /** The same endpoint of the same owner is the same subscription. Of more than 10 the oldest is forgotten. */
  add(ownerId: string, subscription: Omit<PushSubscription, 'subscriptionId'>): Promise<string>;
  list(ownerId: string): Promise<readonly PushSubscription[]>;
  /** `false`: this owner has no such subscription. */
  remove(ownerId: string, subscriptionId: string): Promise<boolean>;
}
