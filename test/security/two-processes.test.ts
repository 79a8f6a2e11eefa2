// Two gateways on one database, behind one address: what one has acknowledged, the other has to know.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startSecondProcess, type TestProcesses } from '../support/test-processes.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { codeOnTheWire, obtainOnTheWire, redeem, renew, type WireConsent } from '../support/wire-flow.ts';
import type { WireAnswer } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let both: TestProcesses;
let acme: TestVendor;
let alice: TestOwner;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  const proxyPort = await freePort();
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
    proxyPort,
  });
  both = await startSecondProcess(gateway, proxyPort);
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await both?.stop();
  await gateway?.stop();
});

beforeEach(() => both.direct(undefined));

const way = () => ({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
type Proof = { claims: Record<string, unknown>; header: Record<string, unknown> };

const read = (
  { wire, accessToken }: WireConsent,
  proof: Proof = { claims: {}, header: {} },
): Promise<WireAnswer> => wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE, proof });
const four = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all([work(), work(), work(), work()]);
const statusesOf = (answers: readonly WireAnswer[]): number[] => answers.map(({ status }) => status).sort();

/** Both processes have the consent, its documents and the token in memory. */
async function warm(consent: WireConsent): Promise<void> {
  for (const process of [0, 1] as const) {
    both.direct(process);
    expect((await read(consent)).status).toBe(200);
  }
  both.direct(undefined);
}

async function narrow(consentId: string): Promise<void> {
  const view = (await alice.app.consents()).find((each) => each.consentId === consentId);
  const fields = { issues: { required: ['title'], optional: [] } };
  const details = (view?.details ?? []).map((entry) => ({ ...entry, datatypes: ['issues'], fields }));
  await alice.app.narrow(consentId, details);
}
const end = (consentId: string) =>
  gateway.query('UPDATE consent SET until = clock_timestamp() WHERE id = $1', [consentId]);

describe('of two gateways on one database', () => {
  it('A07b exactly one of four parallel exchanges of one code succeeds', async () => {
    const { wire, code } = await codeOnTheWire(way());
    await wire.token({ grant_type: 'refresh_token', refresh_token: 'to learn the nonce' });
    const answers = await four(() => redeem(wire, acme, code));
    expect(statusesOf(answers)).toEqual([200, 400, 400, 400]);
  });

  it('A15c a proof passes at one of them once, at the read API and at the token endpoint', async () => {
    const consent = await obtainOnTheWire(way());
    await warm(consent);
    const proof = { claims: { jti: randomUUID(), iat: Math.floor(Date.now() / 1000) }, header: {} };
    expect(statusesOf(await four(() => read(consent, proof)))).toEqual([200, 401, 401, 401]);
    const { wire, refreshToken } = consent;
    const refresh = () => wire.token({ grant_type: 'refresh_token', refresh_token: refreshToken }, { proof });
    expect(statusesOf(await four(refresh)).filter((status) => status === 200)).toHaveLength(1);
  });

  it.each([
    ['one', 0, 1],
    ['the other', 1, 0],
  ] as const)(
    'A19a, A58a a withdrawal acknowledged by %s is the very next refusal of both',
    async (_which, by, at) => {
      const consent = await obtainOnTheWire(way());
      await warm(consent);
      both.direct(by);
      expect(await alice.app.withdraw(consent.consentId)).toMatchObject({ stopped: true });
      for (const process of [at, by]) {
        both.direct(process);
        expect(await read(consent)).toMatchObject({ status: 401, body: { consent_status: 'withdrawn' } });
        for (const handle of [{ refreshToken: consent.refreshToken }, { receipt: consent.receipt }])
          expect((await renew(consent.wire, handle)).status).toBe(400);
      }
    },
  );

  it.each<[string, (consentId: string) => Promise<unknown>, number, string | undefined]>([
    ['A58a withdrawal', (consentId) => alice.app.withdraw(consentId), 401, 'withdraw'],
    ['A58b narrowing', narrow, 401, 'narrow'],
    ['A58c pause', (consentId) => alice.app.pause(consentId), 403, 'pause'],
    ['A58d end', end, 401, undefined],
  ])(
    '%s that is acknowledged: no read that begins after it passes, however many are under way',
    async (_what, stop, status, act) => {
      for (let round = 0; round < 2; round += 1) {
        const consent = await obtainOnTheWire(way());
        await warm(consent);
        let acknowledgedAt = Number.POSITIVE_INFINITY;
        const late: number[] = [];
        const reader = async (): Promise<void> => {
          for (;;) {
            const begunAt = performance.now();
            const answer = await read(consent);
            if (begunAt > acknowledgedAt) late.push(answer.status);
            if (answer.status !== 200) return;
          }
        };
        const readers = Array.from({ length: 6 }, reader);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await stop(consent.consentId);
        acknowledgedAt = performance.now();
        await Promise.all(readers);
        late.push((await read(consent)).status);
        expect(new Set(late)).toEqual(new Set([status]));
        const rows = await gateway.query<{ what: string }>(
          `SELECT coalesce(body::jsonb ->> 'act', 'read') AS what FROM journal WHERE consent_id = $1 ORDER BY at`,
          [consent.consentId],
        );
        if (act !== undefined) expect(rows.at(-1)).toEqual({ what: act });
      }
    },
  );

  it('A19b the end of a consent counts at both', async () => {
    const consent = await obtainOnTheWire(way());
    await warm(consent);
    await gateway.query('UPDATE consent SET until = clock_timestamp() WHERE id = $1', [consent.consentId]);
    for (const process of [0, 1] as const) {
      both.direct(process);
      expect(await read(consent)).toMatchObject({ status: 401, body: { consent_status: 'expired' } });
    }
  });

  it('A58f the day’s limit is one for both', async () => {
    const access = { ...careRequest().access, maxReadsPerDay: 5 };
    const consent = await obtainOnTheWire({ ...way(), details: [careRequest({ access })] });
    const answers = await Promise.all(Array.from({ length: 12 }, () => read(consent)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });
});
