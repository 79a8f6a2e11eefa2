import { GatewayError } from '../gateway-error.ts';
import { randomToken } from '../secrets/random-token.ts';

/** What `connection.ttl` says. */
export interface ConnectionDocument {
  readonly ownerWebId: string;
  readonly gatewayWebId: string;
  readonly nonce: string;
}

interface Options {
  owners: {
    challenge(ownerId: string, container: string, nonce: string): Promise<void>;
    findChallenge(ownerId: string, container: string): Promise<string | undefined>;
    connect(owner: { ownerId: string; webId: string; container: string; nonce: string }): Promise<void>;
  };
  gatewayWebId: string;
  readConnection: (container: string, signal: AbortSignal) => Promise<ConnectionDocument>;
  isAcceptableAddress: (address: string) => boolean;
  /** Told of a container that is an owner's now. Nobody waits for what it does. */
  onConnected: (container: string) => void;
}

const TIMEOUT_MS = 10_000;

/** The first half of the proof that a pod is the owner's: a nonce for the owner's app to write into `connection.ttl`. */
export async function challengeConnection(
  owner: { ownerId: string; container: string },
  options: Options,
): Promise<{ nonce: string; gatewayWebId: string }> {
  const container = normalised(owner.container, options);
  const nonce = randomToken();
  await options.owners.challenge(owner.ownerId, container, nonce);
  return { nonce, gatewayWebId: options.gatewayWebId };
}

/**
 * The second half: the gateway, which may only read there, reads the nonce back. Nothing but that one document is fetched before.
 *
 * @throws {GatewayError} `pod_not_proven` whatever was wrong: it is never told what a stranger's pod holds
 */
export async function connectPod(
  owner: { ownerId: string; webId: string; container: string },
  options: Options,
): Promise<string> {
  const container = normalised(owner.container, options);
  const nonce = await options.owners.findChallenge(owner.ownerId, container);
  if (nonce === undefined)
    throw new GatewayError('pod_not_proven', 'there is no open challenge for this container');
  const document = await options
    .readConnection(container, AbortSignal.timeout(TIMEOUT_MS))
    .catch((cause: unknown) => {
      throw new GatewayError('pod_not_proven', 'connection.ttl cannot be read', { cause });
    });
  const isProven =
    document.nonce === nonce &&
    document.ownerWebId === owner.webId &&
    document.gatewayWebId === options.gatewayWebId;
  if (!isProven) throw new GatewayError('pod_not_proven', 'connection.ttl does not hold what was asked for');
  await options.owners.connect({ ownerId: owner.ownerId, webId: owner.webId, container, nonce });
  options.onConnected(container);
  return container;
}

/** Exactly the address as it will be fetched: no query, no fragment, no dot segments, nothing encoded twice. */
function normalised(container: string, options: Options): string {
  const url = new URL(container);
  const isPlain =
    url.href === container &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    container.endsWith('/') &&
    !/%2f|%5c|%2e|\/\//i.test(url.pathname);
  if (!isPlain || !options.isAcceptableAddress(container))
    throw new GatewayError('invalid_request', 'this is not an acceptable container address');
  return container;
}
