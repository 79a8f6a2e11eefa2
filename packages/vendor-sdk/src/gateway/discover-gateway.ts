// What a gateway says about itself, read once and checked: its authorization server (RFC 8414) and its read API
// (RFC 9728). In: an origin. Out: metadata in which every address lies on that origin.

import { DATA_ACCESS } from '@parley/protocol';
import { discovery, None, type ServerMetadata } from 'openid-client';
import { VendorSdkError } from '../errors.ts';
import type { Attempt } from '../http/attempt.ts';
import { openidOptions } from './openid-options.ts';

export interface GatewayMetadata {
  readonly issuer: string;
  /** The read API: what tokens are for. */
  readonly resource: string;
  readonly server: ServerMetadata;
}

const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'pushed_authorization_request_endpoint',
] as const;

/** @throws {issuer_mismatch} @throws {invalid_response} */
export async function discoverGateway(origin: string, attempt: Attempt): Promise<GatewayMetadata> {
  const configuration = await discovery(new URL(origin), 'discovery', undefined, None(), {
    algorithm: 'oauth2',
    ...openidOptions(attempt),
  }).catch((fault: unknown) => {
    if (isOtherIssuer(fault)) throw new VendorSdkError('issuer_mismatch');
    throw fault;
  });
  const server = configuration.serverMetadata();
  checkServer(server, origin);
  const resource = `${origin}/v1`;
  checkResource(await readResourceMetadata(resource, attempt), resource, server.issuer);
  return { issuer: server.issuer, resource, server };
}

function isOtherIssuer(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED';
}

function checkServer(server: ServerMetadata, origin: string): void {
  if (server.issuer !== origin) throw new VendorSdkError('issuer_mismatch');
  for (const name of ENDPOINTS) {
    const address = server[name];
    if (typeof address !== 'string' || !URL.canParse(address) || new URL(address).origin !== origin)
      refuse(name);
  }
  // > If true, the authorization server provides the iss parameter in the authorization response (RFC 9207, section 3)
  // Without it a mixed-up answer from another gateway would not show.
  if (server.authorization_response_iss_parameter_supported !== true) refuse('no iss in its responses');
}

async function readResourceMetadata(resource: string, attempt: Attempt): Promise<Record<string, unknown>> {
  const { origin, pathname } = new URL(resource);
  const address = `${origin}/.well-known/oauth-protected-resource${pathname}`;
  const response = await fetchDocument(attempt, address, new Headers({ accept: 'application/json' }));
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null ? { ...body } : refuse('the read API is not described');
}

/** A public document of the gateway; anything but success becomes the error that the answer stands for. */
export async function fetchDocument(attempt: Attempt, address: string, headers: Headers): Promise<Response> {
  const response = await attempt.fetch(address, { headers });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response;
}

function checkResource(metadata: Record<string, unknown>, resource: string, issuer: string): void {
  if (metadata['resource'] !== resource) refuse('another resource');
  if (!includes(metadata['authorization_servers'], issuer)) throw new VendorSdkError('issuer_mismatch');
  if (!includes(metadata['authorization_details_types_supported'], DATA_ACCESS)) refuse(`no ${DATA_ACCESS}`);
}

const includes = (list: unknown, value: string): boolean => Array.isArray(list) && list.includes(value);

function refuse(what: string): never {
  throw new VendorSdkError('invalid_response', { detail: `gateway metadata: ${what}` });
}
