import {
  type AccessRequestEntry,
  type Consent,
  createVendorClient,
  generateVendorKey,
  publicVendorJwk,
  type VendorClient,
  type VendorClientOptions,
} from '../index.ts';
import { createFakeGateway, type FakeGateway } from './fake-gateway.ts';
import { CLIENT_ID, GATEWAY } from './fake-state.ts';

export const CARE = 'https://w3id.org/dpv#CustomerCare';

export const ENTRY: AccessRequestEntry = {
  actions: ['read'],
  datatypes: ['preferences', 'issues'],
  purpose: CARE,
  fields: {
    issues: { required: ['title', 'state'], optional: ['description'] },
    preferences: { required: ['topic'] },
  },
  access: { until: '2027-02-22T00:00:00Z', maxReadsPerDay: 500 },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: [],
};

export const REDIRECT_URI = 'https://acme.example/callback';

export interface Connected {
  readonly gateway: FakeGateway;
  readonly client: VendorClient;
}

/** A client that the fake gateway knows; one clock for both. */
export async function connect(options: Partial<VendorClientOptions> = {}): Promise<Connected> {
  const gateway = await createFakeGateway();
  const key = await generateVendorKey();
  gateway.state.clientKey = await publicVendorJwk(key);
  const client = createVendorClient({
    clientId: CLIENT_ID,
    key,
    fetch: gateway.fetch,
    now: () => gateway.state.now,
    retry: { firstDelayMs: 1 },
    ...options,
  });
  return { gateway, client };
}

/** The whole way to a consent, as the owner gives it. */
export async function obtainConsent(
  { gateway, client }: Connected,
  options: { offlineAccess?: boolean } = {},
): Promise<Consent> {
  const asking = client.at(GATEWAY);
  const { url, handle } = await asking.ask({ details: [ENTRY], redirectUri: REDIRECT_URI, ...options });
  return asking.exchange({ callbackUrl: gateway.decide(url), handle });
}

/** Everything that a listing gives. */
export async function listOf<T>(listing: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of listing) all.push(item);
  return all;
}
