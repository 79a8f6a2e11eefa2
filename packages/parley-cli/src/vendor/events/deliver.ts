// A signed delivery to the developer's own app. In: an event. Out: whether it was taken, in words.

import type { VendorEvent } from '@parley/protocol';
import { signTestWebhook } from '@parley/vendor-sdk/testing';
import { WrongUse } from '../../command/wrong-use.ts';
import { isLocal } from '../setup/local-address.ts';

/** A gateway waits no longer. */
const TIMEOUT_MS = 10_000;

export interface Delivery {
  readonly isTaken: boolean;
  /** The status, or why there was none. */
  readonly answer: string;
  /** What to do, where there is something. */
  readonly next?: string;
}

/** What is signed with the published test key is for this machine alone. @throws {WrongUse} */
export function assertLocal(address: string): void {
  if (!URL.canParse(address) || !isLocal(new URL(address)))
    throw new WrongUse(
      `'${address}' is not on this machine: events signed for a trial go to localhost alone.`,
    );
}

/** Signed now, by the key that `TEST_WEBHOOK_PUBLIC_KEY` of `@parley/vendor-sdk/testing` verifies. */
export async function deliver(
  { id, type, timestamp, data }: VendorEvent,
  { url, signal }: { readonly url: string; readonly signal: AbortSignal },
): Promise<Delivery> {
  const request = await signTestWebhook({ type, data, id, url, happenedAt: new Date(timestamp) });
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const { status } = await fetch(request, { redirect: 'manual', signal: within });
    return { isTaken: status >= 200 && status < 300, answer: String(status), ...nextAfter(status, url) };
  } catch {
    signal.throwIfAborted();
    return { isTaken: false, answer: 'no answer', next: `is your app running? Nothing answers at ${url}` };
  }
}

function nextAfter(status: number, url: string): { next?: string } {
  if (status === 401)
    return {
      next: 'on this machine, give TEST_WEBHOOK_PUBLIC_KEY of @parley/vendor-sdk/testing to publicKeys',
    };
  if (status === 404)
    return { next: `there is nothing at ${new URL(url).pathname}: see where your app takes webhooks` };
  return status >= 300 ? { next: 'see what your app has logged; a gateway would try again' } : {};
}

export function deliveryLine({ type, id }: VendorEvent, { answer, next }: Delivery): string {
  return `${type}  ${id}  → ${answer}${next === undefined ? '' : `: ${next}`}`;
}
