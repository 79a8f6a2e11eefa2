import { join } from 'node:path';
import { type AuthorizationDetails, receiptClaimsSchema } from '@parley/protocol';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runGatewayCommand } from '../support/gateway-process.ts';
import { blocksInPod, verifyBlocks } from '../support/pod-ledger.ts';
import { CUSTOMER_CARE, careRequest, inDays, onlyTitles } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const obtain = (): Promise<WireConsent> =>
  obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });

const read = ({ wire, accessToken }: Pick<WireConsent, 'wire' | 'accessToken'>) =>
  wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });

/** A token for the receipt alone; where the vendor has not heard of a narrowing yet, for the one that it then gets. */
async function renewByReceipt({ wire, receipt, consentId }: WireConsent): ReturnType<typeof renew> {
  const renewed = await renew(wire, { receipt });
  if (renewed.body['consent_status'] !== 'given') return renewed;
  const standing = await wire.call(`/v1/consents/${consentId}`);
  return renew(wire, { receipt: String(standing.body['receipt']) });
}

async function readByReceipt(consent: WireConsent): Promise<number> {
  const { wire } = consent;
  const renewed = await renewByReceipt(consent);
  if (renewed.status !== 200) return renewed.status;
  return (await read({ wire, accessToken: String(renewed.body['access_token']) })).status;
}

/** What a consent was, and has to be again. */
async function told(): Promise<Record<string, object>> {
  const consents = await alice.app.consents();
  return Object.fromEntries(
    consents.map(({ consentId, status, version, details, until, resumeAt, endedAt }) => [
      consentId,
      { status, version, details, until, resumeAt, endedAt },
    ]),
  );
}

/** Whether the gateway may add to the consents in the pod. */
async function mayAppend(may: boolean): Promise<void> {
  const url = `${alice.container}consents/.acl`;
  const rules = await (await alice.fetch(url)).text();
  const [from, to] = may ? ['Nothing', 'Append'] : ['Append', 'Nothing'];
  expect(rules).toContain(from);
  const headers = { 'content-type': 'text/turtle' };
  const changed = await alice.fetch(url, { method: 'PUT', headers, body: rules.replaceAll(from, to) });
  expect(changed.status).toBeLessThan(300);
}

const verifyPod = async () => verifyBlocks(await blocksInPod(alice.pod), gateway.origin);

/** Until every entry that the gateway has written down is in the pod. */
async function allInPod(): Promise<void> {
  await expect
    .poll(
      async () => {
        const page = (await alice.app.call('GET', '/ledger?limit=200')).body as {
          entries: { body: string; inPod: boolean }[];
        };
        return page.entries.filter(({ body }) => !body.includes('"refused"')).every(({ inPod }) => inPod);
      },
      { timeout: 45_000, interval: 1_000 },
    )
    .toBe(true);
}

describe('the database is dropped and the gateway started again', () => {
  it('live consents are live, paused ones paused, ended ones ended; vendors go on with their receipts', async () => {
    const [live, paused, ended] = [await obtain(), await obtain(), await obtain()];
    expect(await readByReceipt(live)).toBe(200);
    await alice.app.pause(paused.consentId, inDays(3));
    await alice.app.withdraw(ended.consentId);
    const before = await told();
    await gateway.loseDatabase();
    expect(await readByReceipt(live)).toBe(200);
    expect((await renew(paused.wire, { receipt: paused.receipt })).body).toMatchObject({
      consent_status: 'paused',
    });
    expect((await renew(ended.wire, { receipt: ended.receipt })).body).toMatchObject({
      consent_status: 'withdrawn',
    });
    expect(await told()).toEqual(before);
  });

  it('what was lost is a signed gap in each chain, and the ledger in the pod verifies across it', async () => {
    await allInPod();
    const verdict = await verifyPod();
    expect(verdict.problems).toEqual([]);
    expect(verdict.gaps.length).toBeGreaterThan(0);
    const live = Object.entries(await told()).filter(
      ([, consent]) => 'status' in consent && consent.status === 'given',
    );
    expect(verdict.gaps.map(({ consentId }) => consentId)).toEqual(
      expect.arrayContaining(live.map(([consentId]) => consentId)),
    );
  });

  it('acts that were acknowledged before the pod was told hold, and the pod is told', async () => {
    const [withdrawn, narrowed, paused] = [await obtain(), await obtain(), await obtain()];
    const { details } = (await alice.app.consents()).find((each) => each.consentId === narrowed.consentId)!;
    await mayAppend(false);
    expect((await alice.app.withdraw(withdrawn.consentId)).pod).toBe('pending');
    expect((await alice.app.narrow(narrowed.consentId, onlyTitles(details))).pod).toBe('pending');
    expect((await alice.app.pause(paused.consentId)).pod).toBe('pending');
    const before = await told();
    await gateway.loseDatabase();
    expect(await told()).toEqual(before);
    expect(await readByReceipt(withdrawn)).toBe(400);
    expect(await readByReceipt(paused)).toBe(400);
    await mayAppend(true);
    await expect
      .poll(
        async () =>
          Promise.all(
            [withdrawn, narrowed, paused].map(async ({ consentId }) =>
              (await alice.fetch(`${alice.container}consents/${consentId}.ttl`)).text(),
            ),
          ),
        { timeout: 40_000, interval: 1_000 },
      )
      .toEqual([
        expect.stringContaining('ConsentWithdrawn'),
        expect.stringContaining('#s2'),
        expect.stringContaining('ConsentPaused'),
      ]);
    await gateway.loseDatabase();
    expect(await told()).toEqual(before);
  });

  it('what the owner ends in the pod meanwhile has ended; a forged file is held and named', async () => {
    const [deleted, forged] = [await obtain(), await obtain()];
    const url = `${alice.container}consents/${forged.consentId}.ttl`;
    const file = await (await alice.fetch(url)).text();
    const spoiled = file.replace(forged.receipt, `${forged.receipt.slice(0, -8)}AAAAAAAA`);
    const headers = { 'content-type': 'text/turtle' };
    await gateway.loseDatabase({
      async meanwhile() {
        await alice.fetch(`${alice.container}consents/${deleted.consentId}.ttl`, { method: 'DELETE' });
        await alice.fetch(url, { method: 'PUT', headers, body: spoiled });
        const rebuilt = await runGatewayCommand(['rebuild'], gateway.environment);
        expect(rebuilt.out).toContain(`held: ${forged.consentId} (signature_invalid)`);
        expect(rebuilt.out).toContain('owner 1 of 1');
        expect(rebuilt.out).not.toContain('http://');
        expect(rebuilt.code).toBe(1);
      },
    });
    for (const consent of [deleted, forged]) expect(await readByReceipt(consent)).toBe(400);
    expect(Object.keys(await told())).not.toContain(forged.consentId);
    await alice.fetch(url, { method: 'PUT', headers, body: file });
    const before = await told();
    expect(await runGatewayCommand(['rebuild'], gateway.environment)).toMatchObject({ code: 0, err: '' });
    expect(await told()).toEqual(before);
    const all = await runGatewayCommand(['rebuild', '--all'], gateway.environment);
    expect(all).toMatchObject({ code: 0, err: '' });
    const { [forged.consentId]: again, ...rest } = await told();
    expect(again).toMatchObject({ status: 'given' });
    expect(rest).toEqual(before);
    expect(await readByReceipt(forged)).toBe(200);
  });
});

describe('a busy gateway', () => {
  const PLAN = ['pause', 'resume', 'narrow', 'pause', 'resume', 'withdraw'] as const;
  type Act = (typeof PLAN)[number];
  const stateAfter = (acts: readonly Act[]) =>
    acts.reduce(
      ({ status, version }, act) => ({
        status: { pause: 'paused', resume: 'given', narrow: status, withdraw: 'withdrawn' }[act],
        version: act === 'narrow' ? version + 1 : version,
      }),
      { status: 'given', version: 1 },
    );

  async function act(consentId: string, name: Act, details: AuthorizationDetails): Promise<unknown> {
    return name === 'narrow' ? alice.app.narrow(consentId, onlyTitles(details)) : alice.app[name](consentId);
  }

  /** Acts until one is not acknowledged; how many of the plan were, and whether one more was tried. */
  async function live(consent: WireConsent, from: number, onAct: () => void) {
    const { details } = (await alice.app.consents()).find((each) => each.consentId === consent.consentId)!;
    const acts = PLAN.slice(0, from);
    for (const name of PLAN.slice(from)) {
      const isAcknowledged = await act(consent.consentId, name, details).then(
        () => true,
        () => false,
      );
      if (!isAcknowledged) return { acts, tried: [...acts, name] };
      acts.push(name);
      onAct();
    }
    return { acts, tried: acts };
  }

  it('has every acknowledged act when its database is dropped in the middle of it, and no ended consent alive', async () => {
    const consents = await Promise.all([0, 1, 2, 3].map(() => obtain()));
    for (const consent of consents) expect((await read(consent)).status).toBe(200);
    // Each begins at another place of the plan.
    for (const [from, { consentId, receipt }] of consents.entries()) {
      const details = receiptClaimsSchema.parse(decodeJwt(receipt)).authorization_details;
      for (const name of PLAN.slice(0, from)) await act(consentId, name, details);
    }
    let enough = (): void => undefined;
    const isBusy = new Promise<void>((resolve) => {
      enough = resolve;
    });
    let isLost = false;
    const reading = consents.map(async (consent) => {
      while (!isLost) await read(consent).catch(() => undefined);
    });
    let acknowledged = 0;
    const living = consents.map((consent, from) =>
      live(consent, from, () => {
        acknowledged += 1;
        if (acknowledged === 6) enough();
      }),
    );
    await isBusy;
    await gateway.loseDatabase();
    isLost = true;
    await Promise.all(reading);
    // An act may be on its way while the gateway starts again: only then all is said.
    const lives = await Promise.all(living);
    const now = await told();
    for (const [index, { acts, tried }] of lives.entries()) {
      const consent = consents[index]!;
      const { status, version } = now[consent.consentId] as { status: string; version: number };
      expect([stateAfter(acts), stateAfter(tried)]).toContainEqual({ status, version });
      expect(await readByReceipt(consent)).toBe(status === 'given' ? 200 : 400);
    }
    await allInPod();
    expect((await verifyPod()).problems).toEqual([]);
  });
});

describe('a backup', () => {
  it('revives nothing that ended, paused or narrowed since it was made', async () => {
    const [live, paused, ended, deleted] = [await obtain(), await obtain(), await obtain(), await obtain()];
    const narrowed = await obtain();
    await allInPod();
    const file = join(gateway.dataDir, 'backup');
    const backup = await runGatewayCommand(['backup', file], gateway.environment);
    expect(backup).toMatchObject({ code: 0, err: '' });
    const { details } = (await alice.app.consents()).find((each) => each.consentId === narrowed.consentId)!;
    await alice.app.pause(paused.consentId);
    await alice.app.withdraw(ended.consentId);
    await alice.app.narrow(narrowed.consentId, onlyTitles(details));
    await alice.fetch(`${alice.container}consents/${deleted.consentId}.ttl`, { method: 'DELETE' });
    expect(await readByReceipt(live)).toBe(200);
    await allInPod();
    const later = await obtain();
    const before = await told();
    const refused = await runGatewayCommand(['restore', file], gateway.environment);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('not empty') });
    await gateway.loseDatabase({
      async meanwhile() {
        const restored = await runGatewayCommand(['restore', file], gateway.environment);
        expect(restored).toMatchObject({ code: 0, err: '' });
      },
    });
    for (const consent of [live, later]) expect(await readByReceipt(consent)).toBe(200);
    for (const consent of [paused, ended, deleted]) expect(await readByReceipt(consent)).toBe(400);
    const renewed = await renewByReceipt(narrowed);
    expect(renewed.body).toMatchObject({ consent_version: 2, authorization_details: onlyTitles(details) });
    const after = await told();
    expect(after[deleted.consentId]).toMatchObject({ status: 'withdrawn' });
    delete after[deleted.consentId];
    delete before[deleted.consentId];
    expect(after).toEqual(before);
    await allInPod();
    expect((await verifyPod()).problems).toEqual([]);
  });

  it('is held where the pod does not answer, and comes back by itself when it does', async () => {
    const [live, paused] = [await obtain(), await obtain()];
    const file = join(gateway.dataDir, 'backup');
    await runGatewayCommand(['backup', file], gateway.environment);
    await alice.app.pause(paused.consentId);
    const rules = await (await alice.fetch(`${alice.container}.acl`)).text();
    const write = (body: string) =>
      alice.fetch(`${alice.container}.acl`, {
        method: 'PUT',
        headers: { 'content-type': 'text/turtle' },
        body,
      });
    await gateway.loseDatabase({
      async meanwhile() {
        expect((await write(rules.replaceAll('card#gateway', 'card#nobody'))).status).toBeLessThan(300);
        const restored = await runGatewayCommand(['restore', file], gateway.environment);
        expect(restored.out).toContain('1 pods did not answer');
        expect(restored.code).toBe(1);
      },
    });
    for (const consent of [live, paused])
      expect((await renew(consent.wire, { receipt: consent.receipt })).status).toBe(503);
    expect((await alice.app.act(`/consents/${live.consentId}/withdraw`, {})).status).toBe(503);
    expect((await write(rules)).status).toBeLessThan(300);
    await expect.poll(() => readByReceipt(live), { timeout: 30_000, interval: 1_000 }).toBe(200);
    expect(await readByReceipt(paused)).toBe(400);
  });
});
