// Push messages to this browser: they come by the push service of the browser's maker, which learns only that there is one.

import { sha256 } from '@parley/protocol';
import type { GatewayClient } from '../../../gateway/gateway-client.ts';

/** `on`: this browser is told for this person. */
export type BrowserState = 'unsupported' | 'denied' | 'off' | 'on';

/** The browser's own push service could not be reached. */
export class NotSubscribed extends Error {
  override readonly name = 'NotSubscribed';
}

const SCRIPT = '/service-worker.js';
/** For whom it was turned on, so that nobody finds somebody else's notices turned on. */
const KEPT_AS = 'parley.toldHere';
const LIMIT_MS = 20_000;

export async function browserState(webId: string): Promise<BrowserState> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
    return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const subscription = await currentSubscription();
  return subscription !== null && localStorage.getItem(KEPT_AS) === (await markOf(webId)) ? 'on' : 'off';
}

interface Options {
  readonly gateway: GatewayClient;
  readonly webId: string;
}

/**
 * Asks the person, then the browser's push service. `publicKey`: of the gateway.
 *
 * @throws {NotSubscribed}; what the gateway refuses
 */
export async function turnOn({ gateway, webId, publicKey }: Options & { publicKey: string }): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return;
  const subscription = await subscribe(publicKey).catch((cause: unknown) => {
    throw new NotSubscribed('', { cause });
  });
  await gateway.addBrowser(subscription.toJSON());
  localStorage.setItem(KEPT_AS, await markOf(webId));
}

export async function turnOff({ gateway }: Options): Promise<void> {
  const subscription = await currentSubscription();
  // The same one again has the same id: nothing of it has to be remembered here.
  if (subscription !== null) await gateway.removeBrowser(await gateway.addBrowser(subscription.toJSON()));
  await subscription?.unsubscribe();
  localStorage.removeItem(KEPT_AS);
}

async function subscribe(publicKey: string): Promise<PushSubscription> {
  await navigator.serviceWorker.register(SCRIPT);
  const { pushManager } = await withinLimit(navigator.serviceWorker.ready);
  // One that is left of somebody else, or of another gateway.
  await (await pushManager.getSubscription())?.unsubscribe();
  return withinLimit(pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }));
}

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}

const markOf = async (webId: string): Promise<string> => (await sha256(webId)).slice(0, 16);

async function withinLimit<T>(answer: Promise<T>): Promise<T> {
  const limit = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer')), LIMIT_MS));
  return Promise.race([answer, limit]);
}
