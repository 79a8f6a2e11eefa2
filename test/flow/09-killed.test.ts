import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@parley/consent-gateway/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { passLeases } from '../support/pass-leases.ts';
import { blocksInPod, verifyBlocks } from '../support/pod-ledger.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

let folder: string;
let database: EmbeddedPostgres;
let gateway: GatewayProcess;
let origin: string;
let acme: TestVendor;
let alice: TestOwner;

const startDatabase = () =>
  startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    log: () => undefined,
    signal: AbortSignal.timeout(60_000),
  });

async function startProcess(): Promise<void> {
  gateway = await startGatewayProcess({
    PARLEY_ORIGIN: origin,
    PARLEY_PORT: new URL(origin).port,
    PARLEY_LOCAL: '1',
    PARLEY_LOCAL_ORIGINS: [new URL(inject('cssUrl')).origin, acme.origin].join(','),
    PARLEY_DATA: folder,
    PARLEY_LOG: 'error',
    DATABASE_URL: database.url,
  });
}

const kill = () => gateway.kill();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-killed-'));
  acme = await startTestVendor();
  origin = `http://localhost:${await freePort()}`;
  database = await startDatabase();
  await startProcess();
  alice = await createTestOwner({ cssUrl: inject('cssUrl'), gateway: origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.kill();
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

const obtain = (): Promise<WireConsent> =>
  obtainOnTheWire({ gateway: { origin }, vendor: acme, owner: alice, details: [careRequest()] });

const readWith = (consent: WireConsent, accessToken = consent.accessToken) =>
  consent.wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });

describe('kill -9 of the gateway', () => {
  it('between the decision and the code loses nothing: the browser goes on', async () => {
    const client = acme.at(origin);
    const browser = createBrowser();
    const asked = await client.ask({ details: [careRequest()], redirectUri: acme.redirectUri });
    const page = await browser.open(asked.url);
    const request = await alice.app.claim(page.url, browser);
    const decision = await request.give(request.details);
    await kill();
    await startProcess();
    const back = await browser.open(decision.continueUrl, { stopAt: [acme.redirectUri] });
    await kill();
    await startProcess();
    const consent = await client.exchange({ callbackUrl: back.url, handle: asked.handle });
    expect(consent.id).toBe(decision.consentId);
  });

  it('A58e right after a read keeps its entry, and tokens go on', async () => {
    const consent = await obtain();
    expect((await readWith(consent)).status).toBe(200);
    await kill();
    await startProcess();
    expect((await readWith(consent)).status).toBe(200);
    const { entries } = (await alice.app.call('GET', `/ledger?consent=${consent.consentId}`)).body as {
      entries: { body: string }[];
    };
    expect(entries.filter(({ body }) => body.includes('"disclosed"'))).toHaveLength(2);
  });

  it('right after a withdrawal keeps it, and the pod is told', async () => {
    const consent = await obtain();
    const withdrawal = alice.app.withdraw(consent.consentId);
    await withdrawal;
    await kill();
    await startProcess();
    expect((await readWith(consent)).status).toBe(401);
    expect((await renew(consent.wire, { receipt: consent.receipt })).status).toBe(400);
    const file = `${alice.container}consents/${consent.consentId}.ttl`;
    await expect
      .poll(async () => (await alice.fetch(file)).text(), { timeout: 30_000, interval: 500 })
      .toContain('ConsentWithdrawn');
  });

  it('while owners decide leaves no half consent: each is live with its record in the pod, or not there', {
    timeout: 120_000,
  }, async () => {
    for (const delayMs of [5, 25, 60, 120]) {
      const browser = createBrowser();
      const asked = await acme.at(origin).ask({ details: [careRequest()], redirectUri: acme.redirectUri });
      const page = await browser.open(asked.url);
      const request = await alice.app.claim(page.url, browser);
      const giving = request.give(request.details).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      await kill();
      const acknowledged = await giving;
      await startProcess();
      // The same decision again goes on where the first stopped.
      const decision = await request.give(request.details);
      if (acknowledged !== undefined) expect(decision.consentId).toBe(acknowledged.consentId);
      const back = await browser.open(decision.continueUrl, { stopAt: [acme.redirectUri] });
      const consent = await acme.at(origin).exchange({ callbackUrl: back.url, handle: asked.handle });
      expect(consent.id).toBe(decision.consentId);
      expect((await alice.fetch(`${alice.container}consents/${consent.id}.ttl`)).status).toBe(200);
    }
  });
});

describe('kill -9 of the database', () => {
  it('answers 503 with a time to wait, and loses nothing', async () => {
    const consent = await obtain();
    expect((await readWith(consent)).status).toBe(200);
    await database.stop();
    const refused = await readWith(consent);
    expect(refused).toMatchObject({ status: 503, body: { code: 'temporarily_unavailable' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await alice.app.act(`/consents/${consent.consentId}/withdraw`, {})).status).toBe(503);
    const noToken = await renew(consent.wire, { receipt: consent.receipt });
    expect(noToken).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
    expect((await fetch(`${origin}/readyz`)).status).toBe(503);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    database = await startDatabase();
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    await expect
      .poll(async () => (await readWith(consent)).status, { timeout: 15_000, interval: 500 })
      .toBe(200);
    await alice.app.withdraw(consent.consentId);
    expect((await readWith(consent)).status).toBe(401);
  });
});

describe('after all that', () => {
  it('the ledger in the pod is whole', { timeout: 120_000 }, async () => {
    interface Page {
      entries: { body: string; inPod: boolean }[];
    }
    // Refused reads are counted until their hour is over; only then they are chained.
    const chained = async () =>
      ((await alice.app.call('GET', '/ledger?limit=200')).body as Page).entries.filter(
        ({ body }) => !body.includes('"refused"'),
      );
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const isAllInPod = async () => {
      await passLeases((text) => client.query(text));
      return (await chained()).every(({ inPod }) => inPod);
    };
    await expect.poll(isAllInPod, { timeout: 90_000, interval: 1_000 }).toBe(true);
    await client.end();
    const verdict = await verifyBlocks(await blocksInPod(alice.pod), origin);
    expect(verdict.problems).toEqual([]);
    expect(verdict.entries).toHaveLength((await chained()).length);
  });
});
