import webPush from 'web-push';
import type { SendPush } from '../../notify/send-messages.ts';
import type { PushKeys } from '../../secrets/push-keys.ts';

/** A day: who comes back later finds it in the list. */
const KEPT_SECONDS = 86_400;
const TIMEOUT_MS = 15_000;
/** Of undelivered ones only the newest is kept by the push service. */
const TOPIC = 'parley';

/**
 * Web Push (RFC 8030), encrypted for the browser (RFC 8291). The library makes the request; it goes out by the guarded fetch, because the
 * address came from outside.
 */
export function createPushSender(options: {
  readonly fetch: typeof fetch;
  readonly keys: PushKeys;
  /** Where a push service finds who runs this gateway: `https:` or `mailto:`. */
  readonly contact: string;
}): SendPush {
  const vapidDetails = { subject: options.contact, ...options.keys };
  return async ({ endpoint, keys }, { text, dashboard }) => {
    const payload = JSON.stringify({ text: text.text, dashboard });
    const request = requestFor({ endpoint, keys }, payload, vapidDetails);
    if (request === undefined) return 'gone';
    const { status } = await options.fetch(endpoint, {
      method: request.method,
      headers: Object.entries(request.headers)
        // What is sent has its length by itself.
        .filter(([name]) => name.toLowerCase() !== 'content-length')
        .map(([name, value]): [string, string] => [name, String(value)]),
      body: new Uint8Array(request.body ?? []),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (status === 404 || status === 410) return 'gone';
    if (status < 200 || status >= 300) throw new Error(`a push service answered ${status}`);
    return 'sent';
  };
}

/** Keys that are no point of the curve never become ones. */
function requestFor(
  subscription: webPush.PushSubscription,
  payload: string,
  vapidDetails: webPush.RequestOptions['vapidDetails'] & object,
): webPush.RequestDetails | undefined {
  try {
    return webPush.generateRequestDetails(subscription, payload, {
      vapidDetails,
      TTL: KEPT_SECONDS,
      topic: TOPIC,
      contentEncoding: 'aes128gcm',
    });
  } catch {
    return undefined;
  }
}
