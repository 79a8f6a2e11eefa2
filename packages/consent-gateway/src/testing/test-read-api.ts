// The read API on a port of its own, over a world that a test sets: pod, consent, journal. What happened is in its log.
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DataCategory, type DataItem, type KnownVendor, PURPOSE_HEADER } from '@parley/protocol';
import express from 'express';
import type { Confirmation } from '../consent/confirm-in-pod.ts';
import { problemHandler } from '../http/problem-handler.ts';
import { requestId } from '../http/request-id.ts';
import { securityHeaders } from '../http/security-headers.ts';
import type { DisclosureResult, ReadIntent } from '../ledger/ledger.ts';
import { createChangesComposer } from '../read/changes/compose-changes.ts';
import { createComposer } from '../read/compose-answer.ts';
import { createKnownConsents } from '../read/known-consents.ts';
import type { LiveConsent } from '../read/live-consent.ts';
import { createMirror } from '../read/mirror.ts';
import { createReadRoutes } from '../read/read.routes.ts';
import { createDpopNonces } from '../token/dpop-nonce.ts';
import { createAccessTokenVerifier } from '../token/verify-access-token.ts';
import { createMemoryCopies } from './memory-copies.ts';
import { TEST_VENDOR_ID, testFacts, testIssue, testLive } from './test-facts.ts';
import { createTestVendor, TEST_AUDIENCE, TEST_ORIGIN, type TestVendor } from './test-vendor.ts';

export const TEST_CARE = 'https://w3id.org/dpv#CustomerCare';
/** Of the opaque ids. */
export const TEST_ITEM_KEY = Buffer.alloc(32, 2);

export interface TestWorld {
  items: readonly DataItem[];
  details: DataItem['fields'];
  /** Where items differ in their own documents. */
  detailsOf?: (id: string) => DataItem['fields'] | 'rejected';
  live: () => LiveConsent | undefined;
  confirmation: Confirmation | Error;
  /** The pod has confirmed the consent a moment ago. */
  isWarm: boolean;
  /** What the journal answers, in turn; after that it discloses. */
  disclosures: DisclosureResult[];
  podFault?: Error;
  /** What happened, in order. */
  log: string[];
  intents: ReadIntent[];
}

export interface Asking {
  method?: string;
  purpose?: string | null;
  token?: Record<string, unknown>;
  headers?: Record<string, string>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: { items: Record<string, string>[]; nextCursor?: string; code?: string } & Record<
    string,
    unknown
  >;
}

export interface TestReadApi {
  readonly base: string;
  readonly clock: { at: Date };
  readonly vendor: TestVendor;
  currentNonce(): string;
  /** A new world, an hour later: nothing is left in memory. */
  reset(): TestWorld;
  /** Raw, so that a path arrives as it is written. */
  read(target: string, asking?: Asking): Promise<Answered>;
  close(): void;
}

const vendors: readonly KnownVendor[] = [{ id: 'acme', name: 'Acme', clientId: TEST_VENDOR_ID, circles: [] }];

const newWorld = (): TestWorld => ({
  items: [
    testIssue('a', ['acme'], '01'),
    testIssue('b', ['acme'], '02'),
    testIssue('secret', ['other'], '03'),
  ],
  details: { description: 'it broke', about: 'router' },
  live: () => testLive,
  confirmation: 'confirmed',
  isWarm: false,
  disclosures: [],
  log: [],
  intents: [],
});

export async function startTestReadApi(): Promise<TestReadApi> {
  const clock = { at: new Date('2026-11-22T12:00:00Z') };
  const now = () => clock.at;
  const nonces = createDpopNonces({ key: Buffer.alloc(32, 1), now });
  const vendor = await createTestVendor({ now, nonce: nonces.current });
  let world = newWorld();
  const app = express();
  app.use(requestId(), securityHeaders({ https: true }));
  app.use('/v1', ...readRoutes({ world: () => world, now, nonces, vendor }));
  app.use(problemHandler({ log: { error: (fields) => void world.log.push(JSON.stringify(fields)) } }));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    clock,
    vendor,
    currentNonce: nonces.current,
    reset() {
      clock.at = new Date(clock.at.getTime() + 3_600_000);
      world = newWorld();
      return world;
    },
    read: (target, asking = {}) => ask({ base, vendor, target, asking }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface RoutesOptions {
  readonly world: () => TestWorld;
  readonly now: () => Date;
  readonly nonces: ReturnType<typeof createDpopNonces>;
  readonly vendor: TestVendor;
}

function readRoutes({ world, now, nonces, vendor }: RoutesOptions) {
  const note = (what: string) => void world().log.push(what);
  const composing = {
    mirror: mirrorOf(world, now),
    now,
    itemKey: TEST_ITEM_KEY,
    cursorKey: Buffer.alloc(32, 3),
  };
  const { items, others } = createReadRoutes({
    nonces,
    ...composing,
    files: { open: async () => undefined },
    useProofOnce: async () => true,
    admit: () => undefined,
    relinquish: () => Promise.reject(new Error('nothing is relinquished here')),
    resourceMetadata: `${TEST_ORIGIN}/.well-known/oauth-protected-resource/v1`,
    audience: TEST_AUDIENCE,
    verifier: createAccessTokenVerifier({
      issuer: TEST_ORIGIN,
      audience: TEST_AUDIENCE,
      publicOrigin: TEST_ORIGIN,
      keys: () => [vendor.issuerKey],
      acceptsNonce: nonces.accepts,
      now,
    }),
    consents: testConsents(),
    live: {
      async find() {
        note('state');
        return world().live();
      },
    },
    confirmer: {
      peek: () => (world().isWarm ? 'confirmed' : undefined),
      async confirm() {
        note('confirm');
        const { confirmation } = world();
        if (confirmation instanceof Error) throw confirmation;
        return confirmation;
      },
      expire: () => note('expire'),
      refreshDue: async () => undefined,
    },
    compose: createComposer({
      ...composing,
      represent: ({ form, items }) => `${form} of ${JSON.stringify(items)}`,
    }),
    composeChanges: createChangesComposer({
      ...composing,
      digestKey: Buffer.alloc(32, 4),
      copies: createMemoryCopies(),
    }),
    ledger: {
      async disclose(intent) {
        note('disclose');
        world().intents.push(intent);
        return world().disclosures.shift() ?? { disclosed: true };
      },
      noteRefusal: async ({ reason, ownerId }) => note(`refused ${reason} ${ownerId}`),
    },
  });
  return [items, others];
}

const testConsents = () =>
  createKnownConsents({
    find: async (consentId, version) =>
      consentId === testFacts.consentId && version === 1 ? testFacts : undefined,
  });

function mirrorOf(world: () => TestWorld, now: () => Date) {
  const answer = async <T>(what: string, content: T) => {
    world().log.push(`pod ${what}`);
    const { podFault } = world();
    if (podFault !== undefined) throw podFault;
    return { status: 'read' as const, content, weight: 1 };
  };
  const pods = {
    list: (_place: unknown, { name }: DataCategory) => answer('list', name === 'issues' ? world().items : []),
    opened: async () => ({ status: 'absent' as const }),
    vendors: () => answer('vendors', vendors),
    async item(_place: unknown, _category: unknown, id: string) {
      const details = world().detailsOf?.(id) ?? world().details;
      if (details === 'rejected') return { status: details } as const;
      return answer('item', details);
    },
  };
  return createMirror({ now, pods });
}

async function ask(options: {
  base: string;
  vendor: TestVendor;
  target: string;
  asking: Asking;
}): Promise<Answered> {
  const { base, vendor, target, asking } = options;
  const { method = 'GET', purpose = TEST_CARE } = asking;
  const token = await vendor.token(asking.token);
  const proof = await vendor.proof({ method, url: `${TEST_AUDIENCE}${target.split('?')[0]}`, token });
  const headers = {
    authorization: `DPoP ${token}`,
    dpop: proof,
    ...(purpose === null ? {} : { [PURPOSE_HEADER]: purpose }),
    ...asking.headers,
  };
  const sent = httpRequest(base, { method, path: `/v1${target}`, headers }).end();
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  const { statusCode: status, headers: answered } = response;
  return { status, headers: answered, text, json: text.startsWith('{') ? JSON.parse(text) : {} };
}
