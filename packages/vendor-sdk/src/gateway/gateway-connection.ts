// One gateway as this client knows it: what it said about itself, its record keys, and the way to talk to it.

import { createRemoteJWKSet, customFetch as jwksFetch } from 'jose';
import { allowInsecureRequests, Configuration, clockSkew, customFetch, PrivateKeyJwt } from 'openid-client';
import type { ClientSettings } from '../client-settings.ts';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import type { Attempt } from '../http/attempt.ts';
import { runOperation } from '../http/run-operation.ts';
import { awaitUnlessAborted, createSharedCall } from '../http/shared-call.ts';
import { stampedBy } from '../stamp.ts';
import type { SigningKey } from '../vendor-key.ts';
import { discoverGateway, fetchDocument, type GatewayMetadata } from './discover-gateway.ts';

export interface GatewayConnection {
  readonly origin: string;
  readonly settings: ClientSettings;
  /** Read once an hour; a failure is not kept. @throws {issuer_mismatch} @throws {invalid_response} @throws {network} */
  metadata(signal?: AbortSignal): Promise<GatewayMetadata>;
  /** The keys that sign receipts, by key id; fetched when one is unknown. */
  readonly recordKeys: ReturnType<typeof createRemoteJWKSet>;
  /** Runs one operation with the client's key: limits, retries, typed errors. */
  run<T>(options: RunOptions, step: (exchange: Exchange) => Promise<T>): Promise<T>;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly isRepeatable: boolean;
  readonly secrets?: readonly string[];
  /** A good answer is passed on unread. */
  readonly streams?: boolean;
}

/** What a step needs to speak with this gateway, within one attempt. */
export interface Exchange {
  readonly metadata: GatewayMetadata;
  readonly configuration: Configuration;
  readonly fetch: Attempt['fetch'];
}

const METADATA_MAX_AGE_MS = 60 * 60 * 1000;
export const RECORD_KEYS_PATH = '/.well-known/parley/record-keys';

export function createGatewayConnection(origin: string, settings: ClientSettings): GatewayConnection {
  let known: { readonly metadata: GatewayMetadata; readonly until: number } | undefined;
  const discovering = createSharedCall(async () => {
    const metadata = await runOperation(settings, { origin, isRepeatable: true }, (attempt) =>
      discoverGateway(origin, attempt),
    ).catch((error: unknown) => {
      throw isVendorSdkError(error, 'not_found') ? notAGateway(error) : error;
    });
    known = { metadata, until: settings.now().getTime() + METADATA_MAX_AGE_MS };
    return metadata;
  });
  const metadata = async (signal?: AbortSignal): Promise<GatewayMetadata> => {
    if (known !== undefined && settings.now().getTime() < known.until) return known.metadata;
    return discovering.run(signal);
  };
  const recordKeys = createRemoteJWKSet(new URL(RECORD_KEYS_PATH, origin), {
    [jwksFetch]: (url, { headers }) =>
      runOperation(settings, { origin, isRepeatable: true }, (attempt) =>
        fetchDocument(attempt, url, headers),
      ),
    timeoutDuration: settings.timeoutMs,
  });
  return {
    origin,
    settings,
    metadata,
    recordKeys,
    async run({ signal, ...options }, step) {
      const found = await metadata(signal);
      const key = await awaitUnlessAborted(settings.signingKey(), signal);
      return runOperation(settings, { origin, signal, ...options }, (attempt) =>
        step({
          metadata: found,
          configuration: configurationFor(found, key, settings, attempt),
          fetch: attempt.fetch,
        }),
      );
    },
  };
}

const notAGateway = (cause: Error): VendorSdkError =>
  new VendorSdkError('invalid_gateway', { detail: 'it does not describe itself as one', cause });

/** A configuration for each attempt: its signal is its own. */
function configurationFor(
  { server }: GatewayMetadata,
  key: SigningKey,
  settings: ClientSettings,
  attempt: Attempt,
): Configuration {
  const authentication = PrivateKeyJwt(key, stampedBy(settings));
  // What is signed has a stamp of its own; what is verified goes by the client's clock too.
  const clock = { [clockSkew]: Math.round((settings.now().getTime() - Date.now()) / 1000) };
  const configuration = new Configuration(server, settings.clientId, clock, authentication);
  configuration[customFetch] = (url, init) => attempt.fetch(url, init as RequestInit);
  configuration.timeout = 0;
  allowInsecureRequests(configuration);
  return configuration;
}
