import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import { linkTarget } from '../http/link-header.ts';
import { readBody } from '../http/read-body.ts';
import { send } from '../http/send.ts';
import { statusProblem } from '../http/status-problem.ts';
import type { PodAccess } from '../pod-access.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { NOTIFY, SOLID } from '../rdf/vocabulary.ts';

export interface Channel {
  /** The address of the web socket. */
  readonly receiveFrom: string;
  /** RFC 3339: when the server ends the channel. */
  readonly endAt?: string;
}

const CONTEXT = 'https://www.w3.org/ns/solid/notification/v1';
const MAX_BYTES = 131_072;
/** A description of a storage is a few lines. */
const MAX_DESCRIPTION_BYTES = 16_384;

/**
 * Where the server of a resource takes subscriptions for web sockets, or `undefined` where it does not.
 * Only addresses on the resource's own origin count.
 *
 * @see https://solidproject.org/TR/notifications-protocol#discovery
 */
export async function findSubscriptionService(access: PodAccess, url: string): Promise<string | undefined> {
  const description = await send(access, { method: 'HEAD', url }, (response) =>
    linkTarget(response.headers.get('link'), SOLID.storageDescription, url),
  );
  if (description === undefined || !isSameOrigin(description, url)) return undefined;
  const reading = await readDocument({ ...access, url: description, maxBytes: MAX_DESCRIPTION_BYTES });
  if (reading.status !== 'read') return undefined;
  return parseTurtle(reading.turtle, description)
    .subjects(NOTIFY.channelType, NOTIFY.WebSocketChannel2023)
    .find((service) => isSameOrigin(service, url));
}

/**
 * Asks for a channel that reports changes of a resource. Read access is needed at this moment.
 *
 * @throws {PodError} `access_denied`, `unavailable`, `unexpected_answer`
 */
export function subscribe(
  access: PodAccess,
  options: { service: string; url: string; endAt: Date },
): Promise<Channel> {
  const { service, url, endAt } = options;
  const body = JSON.stringify({
    '@context': [CONTEXT],
    type: NOTIFY.WebSocketChannel2023,
    topic: url,
    endAt: endAt.toISOString(),
  });
  const headers = { 'content-type': 'application/ld+json', accept: 'application/ld+json' };
  return send(access, { method: 'POST', url: service, headers, body }, async (response) => {
    if (!response.ok) throw statusProblem(response.status);
    const channel = JSON.parse(await readBody(response, MAX_BYTES)) as {
      receiveFrom?: unknown;
      endAt?: unknown;
    };
    const { receiveFrom } = channel;
    if (typeof receiveFrom !== 'string' || !/^wss?:/.test(receiveFrom) || !isSameHost(receiveFrom, url)) {
      throw new PodError('unexpected_answer', { status: response.status });
    }
    return { receiveFrom, ...(typeof channel.endAt === 'string' ? { endAt: channel.endAt } : {}) };
  });
}

function isSameOrigin(address: string, url: string): boolean {
  return URL.canParse(address) && new URL(address).origin === new URL(url).origin;
}

/** A secure page's server is not left for an insecure socket. */
function isSameHost(socket: string, url: string): boolean {
  const { host, protocol } = new URL(url);
  const parsed = URL.canParse(socket) ? new URL(socket) : undefined;
  return parsed?.host === host && parsed.protocol === (protocol === 'https:' ? 'wss:' : 'ws:');
}
