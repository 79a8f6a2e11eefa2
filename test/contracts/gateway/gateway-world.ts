import type { AttachmentMediaType } from '@parley/protocol';
import type { TestVendor } from '../../support/test-vendor.ts';
import type { WebhookReceiver } from '../../support/webhook-receiver.ts';
import { createWireVendor, type WireAnswer, type WireVendor } from '../../support/wire-vendor.ts';

/**
 * A gateway, a vendor that it knows, and an owner whose pod holds for this vendor: three issues titled A, B and C, the oldest
 * first, of which B is answered and the others are open, each with the description "about" and its title; and one preference.
 */
export interface GatewayWorld {
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  readonly vendor: Pick<TestVendor, 'clientId' | 'redirectUri' | 'key'>;
  /** The owner's browser opens the address and the owner decides: where the browser comes back. */
  answer(url: string, decision: 'give' | 'refuse' | 'defer'): Promise<string>;
  pause(consentId: string, until?: string): Promise<void>;
  resume(consentId: string): Promise<void>;
  /** Nothing stays but these fields of issues. */
  narrow(consentId: string, fields: readonly string[]): Promise<void>;
  withdraw(consentId: string): Promise<void>;
  /** Whether the owner wants no threads that this vendor begins. */
  muteOpenings(isMuted: boolean): Promise<void>;
  /** Attaches a file to the issue of this title. */
  attach(title: string, file: WorldFile): Promise<unknown>;
  /** The vendor's own, at an address of its own. The gateway tries three times, soon after each other. */
  readonly receiver: WebhookReceiver;
  close(): Promise<void>;
}

export interface WorldFile {
  readonly mediaType: AttachmentMediaType;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const CARE = 'https://w3id.org/dpv#CustomerCare';
const DAY_MS = 86_400_000;
export const until = (days = 90): string => new Date(Date.now() + days * DAY_MS).toISOString();

/** What the vendor of this contract asks for. */
export function askedBy(origin: string, changes: object = {}): object[] {
  const entry = {
    type: 'urn:parley:data-access',
    locations: [`${origin}/v1`],
    actions: ['read'],
    datatypes: ['issues', 'preferences'],
    purpose: CARE,
    fields: {
      issues: { required: ['title', 'state', 'createdAt'], optional: ['description'] },
      preferences: { required: ['topic'], optional: [] },
    },
    filter: {},
    access: { until: until() },
    retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
    recipients: [],
  };
  return [{ ...entry, ...changes }];
}

export const wireTo = ({ vendor, origin, fetch }: GatewayWorld): Promise<WireVendor> =>
  createWireVendor(vendor, origin, fetch);

/** Asks, and has the owner decide: the query with which the browser comes back. */
export async function decided(
  world: GatewayWorld,
  wire: WireVendor,
  decision: 'give' | 'refuse' | 'defer' = 'give',
  push: { parameters?: Record<string, string>; changes?: object } = {},
): Promise<URLSearchParams> {
  const details = askedBy(world.origin, push.changes);
  const pushed = await wire.push({ details, parameters: push.parameters ?? {} });
  const query = new URLSearchParams({
    client_id: world.vendor.clientId,
    request_uri: String(pushed.body['request_uri']),
  });
  const back = await world.answer(`${world.origin}/auth?${query}`, decision);
  return new URL(back).searchParams;
}

export interface Held {
  readonly wire: WireVendor;
  readonly id: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly receipt: string;
}

export function redeemed(wire: WireVendor, world: GatewayWorld, code: string | null): Promise<WireAnswer> {
  return wire.token({
    grant_type: 'authorization_code',
    code: code ?? '',
    redirect_uri: world.vendor.redirectUri,
    code_verifier: wire.verifier,
  });
}

/** A consent of its own, with all that its vendor holds. */
export async function given(world: GatewayWorld, changes: object = {}): Promise<Held> {
  const wire = await wireTo(world);
  const callback = await decided(world, wire, 'give', { changes });
  const { body, text } = await redeemed(wire, world, callback.get('code'));
  const { consent_id: id, access_token, refresh_token, receipt } = body;
  if (typeof id !== 'string') throw new Error(`The code was not redeemed: ${text}`);
  const tokens = { accessToken: String(access_token), refreshToken: String(refresh_token) };
  return { wire, id, ...tokens, receipt: String(receipt) };
}

const RECEIPT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export const byReceipt = ({ wire }: Pick<Held, 'wire'>, receipt: string): Promise<WireAnswer> =>
  wire.token({ grant_type: RECEIPT_GRANT, assertion: receipt });

export const byRefreshToken = ({ wire, refreshToken }: Held): Promise<WireAnswer> =>
  wire.token({ grant_type: 'refresh_token', refresh_token: refreshToken });

export interface Reading {
  readonly method?: string;
  readonly purpose?: string | undefined;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly body?: object;
  readonly proof?: Parameters<WireVendor['read']>[1]['proof'];
}

export function read(held: Held, path: string, reading: Reading = {}): Promise<WireAnswer> {
  const { token = held.accessToken, method = 'GET', headers = {}, proof, body } = reading;
  const purpose = 'purpose' in reading ? reading.purpose : CARE;
  const parts = {
    ...(purpose !== undefined && { purpose }),
    ...(proof !== undefined && { proof }),
    ...(body && { body }),
  };
  return held.wire.read(`/v1${path}`, { accessToken: token, method, headers, ...parts });
}

/** Where the ledger was sealed in between, an answer has its head too: whether it was, is nobody's promise. */
export function withoutHead({ ledger_head: _, ...body }: Record<string, unknown>): Record<string, unknown> {
  return body;
}
