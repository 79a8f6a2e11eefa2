import { randomBytes } from 'node:crypto';
import { type AuthorizationDetails, newId, sha256 } from '@parley/protocol';
import type { AccessRequestStore } from '../access-request/access-request.ts';
import { openUntoldFiles } from '../adapters/files/untold-files.ts';
import { createAccessRequestStore } from '../adapters/postgres/access-request-store.ts';
import { createConsentStore } from '../adapters/postgres/consent-store.ts';
import type { Database } from '../adapters/postgres/open-database.ts';
import type { Consent, OwnerEvidence } from '../consent/consent.ts';
import type { ConsentDocuments } from '../consent/consent-documents.ts';
import { extendConsent } from '../consent/extend-consent.ts';
import { giveConsent } from '../consent/give-consent.ts';
import { narrowConsent } from '../consent/narrow-consent.ts';
import { pauseConsent } from '../consent/pause-consent.ts';
import { resumeConsent } from '../consent/resume-consent.ts';
import { deliverNotices, type Stopping, stopConsent } from '../consent/stop-consent.ts';
import { GatewayError } from '../gateway-error.ts';
import { openFileSecrets } from '../secrets/file-secrets.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { TEST_ORIGIN, testEntry } from './test-vendor.ts';

/** A pod's consent files in memory: by consent, the statements by their numbers. */
export interface TestPod {
  isDown: boolean;
  readonly files: Map<string, Map<number, string>>;
}

/** All acts on consents as one gateway process has them, on PostgreSQL and a pod in memory. */
export interface TestActs {
  readonly vendorId: string;
  give(): Promise<Consent>;
  pause(consent: Consent): Promise<unknown>;
  resume(consent: Consent): Promise<unknown>;
  narrow(consent: Consent, details: AuthorizationDetails): Promise<unknown>;
  extend(consent: Consent, until: string): Promise<unknown>;
  end(consent: Consent, act: 'withdraw' | 'relinquish' | 'revoke'): Promise<unknown>;
  deliver(): Promise<number>;
  find(consent: Consent): Promise<Consent | undefined>;
}

const VENDOR_ID = 'https://acme.example/client';
const EVIDENCE: OwnerEvidence = { kind: 'id-token', idToken: 'a token', decision: 'a decision' };
/** By the clock that these acts really run on. */
const THREE_MONTHS_ON = new Date(Date.now() + 90 * 86_400_000).toISOString();
const BY = { withdraw: 'owner', relinquish: 'vendor', revoke: 'operator' } as const;
const REASON = { withdraw: 'owner_act', relinquish: 'vendor_act', revoke: 'operator_act' } as const;

export async function createTestActs(options: {
  database: Database;
  dataDir: string;
  pod: TestPod;
}): Promise<TestActs> {
  const { db } = options.database;
  const secrets = await openFileSecrets({ dataDir: options.dataDir });
  const store = createConsentStore({
    database: db,
    pool: options.database.pool,
    sealingKey: secrets.derive('owner-encryption'),
  });
  const requests = createAccessRequestStore({ database: db });
  const vendor: Vendor = {
    vendorId: VENDOR_ID,
    name: 'Acme',
    knownBy: 'operator',
    metadata: {},
    heldAt: null,
  };
  const acting = {
    store,
    secrets,
    gateway: TEST_ORIGIN,
    documents: documentsIn(options.pod),
    untold: await openUntoldFiles({ dataDir: options.dataDir, secrets }),
    podPatienceMs: 1_000,
    findVendor: async () => vendor,
  };
  const signal = new AbortController().signal;
  const target = ({ consentId, ownerId }: Consent) => ({ consentId, ownerId, evidence: EVIDENCE, signal });
  return {
    vendorId: VENDOR_ID,
    async give() {
      const { request, owner } = await seedRequest(options.database, requests);
      const giving = { request, vendor, owner, approved: request.details, evidence: EVIDENCE, signal };
      return (await giveConsent(giving, acting)).consent;
    },
    pause: (consent) => pauseConsent(target(consent), acting),
    resume: (consent) => resumeConsent(target(consent), acting),
    narrow: (consent, details) => narrowConsent({ ...target(consent), details }, acting),
    extend: (consent, until) => extendConsent({ ...target(consent), until }, acting),
    end: ({ consentId }, act) => {
      const stopping: Stopping = { consentId, act, by: BY[act], reason: REASON[act] };
      return stopConsent(stopping, acting);
    },
    deliver: () => deliverNotices(acting),
    find: ({ consentId }) => store.find(consentId),
  };
}

/** A request as a browser has brought it, and an owner with a pod. */
async function seedRequest({ pool }: Database, requests: AccessRequestStore) {
  const ownerId = newId('owner');
  const requestId = newId('request');
  await pool.query(
    `INSERT INTO vendor (vendor_id, known_by, name, metadata, key_thumbprints) VALUES ($1, 'operator', 'Acme', '{}', '{}') ON CONFLICT DO NOTHING`,
    [VENDOR_ID],
  );
  await pool.query(
    `INSERT INTO owner (owner_id, sealed, container_hash, nonce) VALUES ($1, '', $2, 'nonce')`,
    [ownerId, randomBytes(32)],
  );
  const asked = {
    vendorId: VENDOR_ID,
    details: [testEntry({ access: { until: THREE_MONTHS_ON } })],
    interactionUid: null,
  };
  await requests.add({ ...asked, requestId, requestJws: `a.b.${requestId}`, lifetimeSeconds: 60 });
  const request = await requests.find(requestId);
  if (request === undefined) throw new Error('the request was not kept');
  const pod = { webId: 'https://ann.example/#me', container: 'https://pod.example/parley/', nonce: 'nonce' };
  return { request, owner: { ownerId, ...pod } };
}

function documentsIn(pod: TestPod): ConsentDocuments {
  const write = async (consentId: string, sequence: number, jws: string): Promise<void> => {
    if (pod.isDown) throw new GatewayError('temporarily_unavailable', 'the pod is down');
    const file = pod.files.get(consentId) ?? new Map<number, string>();
    const before = file.get(sequence);
    if (before !== undefined && (await sha256(before)) !== (await sha256(jws)))
      throw new Error(`two statements have the number ${sequence}`);
    pod.files.set(consentId, file.set(sequence, jws));
  };
  return {
    create: ({ consentId, document }) => write(consentId, 1, document.jws),
    async append({ notice }) {
      await write(notice.consentId, notice.sequence, notice.jws);
      return 'appended';
    },
  };
}
