import type { NotificationSocket, Pod } from '@parley/pod-client';

interface Somebody {
  readonly webId: string;
  readonly fetch: typeof fetch;
}

/**
 * What a server may lack and Parley does without: ETags that change with the document, so that each look reads all of it; notifications
 * as the Solid Notifications Protocol has them, so that it asks at an interval.
 */
export type Lack = 'etags' | 'notifications';

/** What every pod server has to offer to the suite. */
export interface PodWorld {
  readonly owner: Somebody & { readonly storage: string };
  /** A WebID that is nobody to the owner until the pod is connected. */
  readonly gateway: Somebody;
  readonly stranger: Somebody;
  /** What the address of access rules ends in. */
  readonly rulesSuffix: '.acl' | '.acr';
  readonly webSocket?: (url: string) => NotificationSocket;
  close?(): Promise<void>;
}

/** The owner's pod once it is connected, as the owner and as the gateway have it. */
export interface ConnectedPods extends PodWorld {
  readonly container: string;
  readonly lacks: ReadonlySet<Lack>;
  readonly ownersPod: Pod;
  readonly gatewaysPod: Pod;
}

/** All that an async iterable gives. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
