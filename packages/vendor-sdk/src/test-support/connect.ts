import {
  type AccessRequestEntry,
  type Consent,
  clientDocument,
  createVendorClient,
  generateVendorKey,
  type PublicVendorJwk,
  publicVendorJwk,
  type VendorClient,
  type VendorClientOptions,
} from '../index.ts';
import { assembleFakeGateway } from '../testing/assemble-fake-gateway.ts';
import type { FakeGateway } from '../testing/create-fake-gateway.ts';
import type { FakeState } from '../testing/fake-state.ts';
import type { Kept } from '../testing/keep-only.ts';

export const GATEWAY = 'https://gateway.example';
export const CLIENT_ID = 'https://acme.example/client.json';
export const REDIRECT_URI = 'https://acme.example/callback';
/** Of the first consent that is given. */
export const CONSENT_ID = 'consent_AAAAAAAAAAAAAAAAAAAAAA';
export const CARE = 'https://w3id.org/dpv#CustomerCare';

const DAY_MS = 86_400_000;

/** So many days from now, as an instant: a test outlives any date it could name. */
export const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

export const ENTRY: AccessRequestEntry = {
  actions: ['read'],
  datatypes: ['preferences', 'issues', 'contact'],
  purpose: CARE,
  fields: {
    issues: { required: ['title', 'state'], optional: ['description'] },
    preferences: { required: ['topic'] },
    contact: { required: ['kind', 'email', 'reach'] },
  },
  access: { until: inDays(90), maxReadsPerDay: 500 },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: [],
};

export interface Connected {
  readonly gateway: FakeGateway;
  /** What the gateway remembers, and the lies that it may be told to tell. */
  readonly state: FakeState;
  readonly client: VendorClient;
  /** One for both sides. */
  readonly clock: { now: Date };
  /** The queries and proofs of the requests, in order. */
  readonly queries: URLSearchParams[];
  readonly dpopHeaders: (string | null)[];
}

/** A client that the fake gateway knows. */
export async function connect(options: Partial<VendorClientOptions> = {}): Promise<Connected> {
  const clock = { now: new Date() };
  const now = (): Date => clock.now;
  const key = await generateVendorKey();
  const { gateway, state } = assembleFakeGateway({ client: documentWith([await publicVendorJwk(key)]), now });
  const queries: URLSearchParams[] = [];
  const dpopHeaders: (string | null)[] = [];
  const client = createVendorClient({
    clientId: CLIENT_ID,
    key,
    fetch(input, init) {
      queries.push(new URL(String(input)).searchParams);
      dpopHeaders.push(new Headers(init?.headers).get('dpop'));
      return gateway.fetch(input, init);
    },
    now,
    retry: { firstDelayMs: 1 },
    ...options,
  });
  return { gateway, state, client, clock, queries, dpopHeaders };
}

/** What the client publishes: its keys are these. */
export const documentWith = (keys: readonly PublicVendorJwk[]) =>
  clientDocument({ clientId: CLIENT_ID, clientName: 'Acme Broadband', redirectUris: [REDIRECT_URI], keys });

/** The whole way to a consent, as the owner gives it. */
export async function obtainConsent(
  { gateway, client }: Connected,
  { kept, ...options }: { offlineAccess?: boolean; kept?: Kept } = {},
): Promise<Consent> {
  const asking = client.at(GATEWAY);
  const { url, handle } = await asking.ask({ details: [ENTRY], redirectUri: REDIRECT_URI, ...options });
  return asking.exchange({ callbackUrl: gateway.owner.give(url, kept), handle });
}

/** Everything that a listing gives. */
export async function listOf<T>(listing: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of listing) all.push(item);
  return all;
}

/** A problem of whatever kind, also of one that no gateway knows yet. */
export function problem(
  status: number,
  code: string,
  headers: Record<string, string> = {},
  extra: Record<string, unknown> = {},
): Response {
  const body = {
    type: `https://parley.example/problems/${code}`,
    title: 'a title',
    status,
    detail: 'what to do',
    instance: 'urn:uuid:3f0c9c1a-5d5e-4d0c-9a38-4a5b0b7b3f10',
    code,
    ...extra,
  };
  const all = { 'content-type': 'application/problem+json', 'dpop-nonce': 'fake-dpop-nonce', ...headers };
  return Response.json(body, { status, headers: all });
}
