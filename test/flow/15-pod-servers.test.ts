import { openPod } from '@parley/pod-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createOwnerApp } from '../../scripts/support/owner-app.ts';
import { podContract } from '../contracts/pod.contract.ts';
import { blocksInPod, verifyBlocks } from '../support/pod-ledger.ts';
import {
  cssWithPolicies,
  cssWithSubdomains,
  leastServer,
  type PodOwner,
  type PodServer,
  sharedCss,
} from '../support/pod-servers.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { connectOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { TRIED_SERVERS } from '../support/tried-servers.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

/** Each server is started when it is its turn, and once. */
const running = new Map<string, PodServer>();
async function started(
  name: keyof typeof TRIED_SERVERS,
  start: () => Promise<PodServer>,
): Promise<PodServer> {
  const server = running.get(name) ?? (await start());
  running.set(name, server);
  return server;
}
afterAll(async () => {
  for (const server of running.values()) await server.stop();
});

podContract(
  TRIED_SERVERS.policies.title,
  async () => {
    const server = await started('policies', cssWithPolicies);
    const [owner, gateway, stranger] = await Promise.all([
      server.createOwner(),
      server.createOwner(),
      server.createOwner(),
    ]);
    return {
      owner,
      gateway,
      stranger,
      rulesSuffix: '.acr',
      close: async () => {
        await Promise.all([owner, gateway, stranger].map((each) => each.close()));
      },
    };
  },
  TRIED_SERVERS.policies.lacks,
);

describe.each([
  ['css', () => sharedCss(inject('cssUrl'))],
  ['policies', cssWithPolicies],
  ['subdomains', cssWithSubdomains],
  ['least', () => leastServer(inject('cssUrl'))],
] as const)('a person whose pod is on the server %j', (name, start) => {
  let gateway: TestGateway;
  let acme: TestVendor;
  let person: PodOwner;
  let owner: Pick<TestOwner, 'app' | 'container' | 'pod'>;
  let consent: WireConsent;
  /** Its file is deleted at the beginning: the gateway may take up to its staleness bound to see it. */
  let deleted: WireConsent;

  beforeAll(async () => {
    const server = await started(name, start);
    person = await server.createOwner();
    acme = await startTestVendor();
    gateway = await startTestGateway({
      postgresUrl: inject('postgresUrl'),
      localOrigins: [server.issuer, person.storage, acme.origin],
    });
    const { storage, webId, fetch } = person;
    const container = `${storage}parley/`;
    const app = createOwnerApp({ gateway: gateway.origin, fetch });
    owner = { app, container, pod: openPod({ container, fetch, webId }) };
    await connectOwner({ app, container, webId, fetch, storage });
    await knowVendor(owner.pod, { id: 'acme', clientId: acme.clientId });
    await addIssue(owner.pod, 'acme', { title: 'No signal upstairs' });
    await addIssue(owner.pod, 'other', { title: 'Not for Acme' });
    const asked = { gateway, vendor: acme, owner, details: [careRequest()] };
    deleted = await obtainOnTheWire(asked);
    await read(deleted);
    await person.fetch(fileOf(deleted), { method: 'DELETE' });
    consent = await obtainOnTheWire(asked);
  });
  afterAll(async () => {
    await person?.close();
    acme?.stop();
    await gateway?.stop();
  });

  const read = ({ wire, accessToken } = consent) =>
    wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });
  const fileOf = ({ consentId }: WireConsent) => `${owner.container}consents/${consentId}.ttl`;
  const file = async () => (await person.fetch(fileOf(consent))).text();

  it('gives a vendor what was approved, sees the record in the pod, and stops it at once', async () => {
    expect((await read()).body).toMatchObject({ items: [{ title: 'No signal upstairs' }] });
    expect((await read()).text).not.toContain('Not for Acme');
    expect(await file()).toContain('ConsentGiven');
    expect(await owner.app.withdraw(consent.consentId)).toMatchObject({ stopped: true, pod: 'done' });
    expect((await read()).status).toBe(401);
    expect(await file()).toContain('ConsentWithdrawn');
  });

  it('has every disclosure in the pod, signed and chained', async () => {
    const verdict = async () => verifyBlocks(await blocksInPod(owner.pod), gateway.origin);
    await expect
      .poll(async () => JSON.stringify((await verdict()).entries), { timeout: 30_000, interval: 500 })
      .toContain('withdraw');
    expect((await verdict()).problems).toEqual([]);
    expect(JSON.stringify((await verdict()).entries)).toContain('disclosed');
  });

  it('stops a consent without the gateway, by deleting its file with any app', async () => {
    const status = async () => (await read(deleted)).status;
    await expect.poll(status, { timeout: 40_000, interval: 500 }).toBe(401);
    const row = await gateway.query('SELECT end_reason FROM consent WHERE id = $1', [deleted.consentId]);
    expect(row).toEqual([{ end_reason: 'deleted_in_pod' }]);
  });
});
