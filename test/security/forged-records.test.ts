// Consents' files in the owner's pod, changed by an app that may write there: nothing widens, and nothing that ended lives again.
import type { AuthorizationDetails } from '@parley/protocol';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runGatewayCommand } from '../support/gateway-process.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let globex: TestVendor;
let alice: TestOwner;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  [acme, globex] = [await startTestVendor(), await startTestVendor({ name: 'Globex' })];
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, globex.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal', severity: 'high' });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  globex?.stop();
  await gateway?.stop();
});

const TITLES = careRequest({ datatypes: ['issues'], fields: { issues: { required: ['title'] } } });
const obtain = (): Promise<WireConsent> =>
  obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [TITLES] });
const read = ({ wire, accessToken }: WireConsent) =>
  wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });
const statusOf = async ({ consentId }: WireConsent) =>
  (await gateway.query('SELECT status FROM consent WHERE id = $1', [consentId]))[0]?.['status'];

const fileUrl = ({ consentId }: Pick<WireConsent, 'consentId'>) =>
  `${alice.container}consents/${consentId}.ttl`;
const fileOf = async (consent: WireConsent) => (await alice.fetch(fileUrl(consent))).text();
async function write(url: string, body: string): Promise<void> {
  const headers = { 'content-type': 'text/turtle' };
  expect((await alice.fetch(url, { method: 'PUT', headers, body })).status).toBeLessThan(300);
}
/** Until the gateway has looked at the file as it is now: nothing of before is in its memory. */
async function forget(consent: WireConsent): Promise<void> {
  await gateway.restart();
  const { body } = await renew(consent.wire, { refreshToken: consent.refreshToken });
  if (body['access_token'] !== undefined) Object.assign(consent, { accessToken: body['access_token'] });
}
const HELD = { status: 503, body: { code: 'temporarily_unavailable' } };

describe('a consent’s file', () => {
  it('A50a that nobody signed, or that is a copy of another, is no consent', async () => {
    const consent = await obtain();
    const file = await fileOf(consent);
    const [unsigned, copied] = ['consent_UUUUUUUUUUUUUUUUUUUUUU', 'consent_CCCCCCCCCCCCCCCCCCCCCC'];
    const before = (await alice.app.consents()).length;
    await nothingHappened(gateway, async () => {
      const withoutText = file.replaceAll(/"e[yJ][\w.-]+"/g, '"nothing"');
      await write(fileUrl({ consentId: unsigned }), withoutText.replaceAll(consent.consentId, unsigned));
      await write(fileUrl({ consentId: copied }), file);
      await gateway.restart();
      expect(await alice.app.consents()).toHaveLength(before);
      for (const consentId of [unsigned, copied])
        expect((await consent.wire.call(`/v1/consents/${consentId}`)).status).toBe(404);
    });
    expect((await read(consent)).status).toBe(200);
    const rebuilt = await runGatewayCommand(['rebuild', '--all'], gateway.environment);
    for (const consentId of [unsigned, copied]) expect(rebuilt.out).toContain(consentId);
    expect(rebuilt.code).toBe(1);
    expect(await alice.app.consents()).toHaveLength(before);
    for (const consentId of [unsigned, copied])
      await alice.fetch(fileUrl({ consentId }), { method: 'DELETE' });
  });

  it('A50b, A50d in which other fields, purposes, an end or a vendor were written is read as it was signed', async () => {
    const consent = await obtain();
    const before = await read(consent);
    const file = await fileOf(consent);
    const until = String(
      decodeJwt<{ authorization_details: AuthorizationDetails }>(consent.receipt).authorization_details[0]
        ?.access.until,
    );
    const widened = file
      .replaceAll('"issues.title"', '"issues.title", "issues.severity", "preferences.topic"')
      .replaceAll('dpv#CustomerCare', 'dpv#DirectMarketing')
      .replaceAll(until.slice(0, 10), inDays(300).slice(0, 10))
      .replaceAll(acme.clientId, globex.clientId);
    expect(widened).not.toBe(file);
    expect(widened).toContain(consent.receipt);
    await write(fileUrl(consent), widened);
    await forget(consent);
    const after = await read(consent);
    expect([after.status, after.text]).toEqual([200, before.text]);
    expect(after.text).not.toContain('severity');
    const standing = await consent.wire.call(`/v1/consents/${consent.consentId}`);
    expect(standing).toMatchObject({ status: 200, body: { status: 'given' } });
    expect(decodeJwt(String(standing.body['receipt']))).toEqual(decodeJwt(consent.receipt));
    const theirs = await obtainOnTheWire({ gateway, vendor: globex, owner: alice, details: [TITLES] });
    expect((await theirs.wire.call(`/v1/consents/${consent.consentId}`)).status).toBe(404);
  });

  it.each([
    [
      'A50c signed with another key',
      async (consent: WireConsent) => {
        const { privateKey } = await generateKeyPair('ES256');
        const { alg: _, ...header } = decodeProtectedHeader(consent.receipt);
        const claims = decodeJwt<{ authorization_details: { fields: object }[] }>(consent.receipt);
        for (const entry of claims.authorization_details)
          entry.fields = { issues: { required: ['title', 'severity'], optional: [] } };
        return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', ...header }).sign(privateKey);
      },
    ],
    ['A50c with the record of another consent', async () => (await obtain()).receipt],
    ['A50c with nothing signed any more', async () => 'nothing'],
  ])('%s is held, and ends nothing', async (_what, forge) => {
    const consent = await obtain();
    expect((await read(consent)).status).toBe(200);
    const file = await fileOf(consent);
    const forged = await forge(consent);
    await write(fileUrl(consent), file.replaceAll(consent.receipt, forged));
    await forget(consent);
    const logged = gateway.logLines.length;
    expect(await nothingHappened(gateway, () => read(consent))).toMatchObject(HELD);
    // The one who can look at it is told which consent it is.
    expect(gateway.logLines.slice(logged).join('')).toContain(consent.consentId);
    expect(await statusOf(consent)).toBe('given');
    await write(fileUrl(consent), file);
    await forget(consent);
    await expect.poll(async () => (await read(consent)).status, { timeout: 40_000 }).toBe(200);
  });

  it('A50c, A69c of a version before is held: it gives back nothing that was taken out', async () => {
    const consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
    const old = await fileOf(consent);
    const { details } = (await alice.app.consents()).find(
      ({ consentId }) => consentId === consent.consentId,
    )!;
    const narrowed = details.map((entry) => ({
      ...entry,
      datatypes: ['issues'],
      fields: { issues: { required: ['title'], optional: [] } },
    }));
    expect(await alice.app.narrow(consent.consentId, narrowed)).toMatchObject({ stopped: true, pod: 'done' });
    const present = await fileOf(consent);
    await write(fileUrl(consent), old);
    await forget(consent);
    expect(await nothingHappened(gateway, () => read(consent))).toMatchObject(HELD);
    expect((await renew(consent.wire, { receipt: consent.receipt })).status).toBe(400);
    await write(fileUrl(consent), present);
    await forget(consent);
    await expect.poll(async () => (await read(consent)).status, { timeout: 40_000 }).toBe(200);
    expect((await read(consent)).text).not.toContain('severity');
  });
});

describe('a consent that was withdrawn', () => {
  it('A50f, A69c stays withdrawn when its file of before is put back, also where the database is made anew from the pod', async () => {
    const consent = await obtain();
    const given = await fileOf(consent);
    expect(await alice.app.withdraw(consent.consentId)).toMatchObject({ stopped: true, pod: 'done' });
    const ended = { status: 401, body: { consent_status: 'withdrawn' } };
    await write(fileUrl(consent), given);
    await forget(consent);
    expect(await nothingHappened(gateway, () => read(consent))).toMatchObject(ended);
    // The ledger in the pod says so too.
    await expect
      .poll(
        async () => {
          const { body } = await alice.app.call('GET', `/ledger?consent=${consent.consentId}`);
          const { entries } = body as { entries: { body: string; inPod: boolean }[] };
          // Refusals are written down when their hour is over.
          return entries.filter((entry) => !entry.body.includes('"refused"')).every(({ inPod }) => inPod);
        },
        { timeout: 45_000, interval: 250 },
      )
      .toBe(true);
    await gateway.loseDatabase();
    expect((await renew(consent.wire, { receipt: consent.receipt })).status).toBe(400);
    expect((await read(consent)).status).not.toBe(200);
    const { status } =
      (await alice.app.consents()).find(({ consentId }) => consentId === consent.consentId) ?? {};
    expect(['withdrawn', undefined]).toContain(status);
  });
});

describe('what lies elsewhere in the container', () => {
  it('A53g, A53f planted in the inbox, and naming other addresses, is neither read nor followed', async () => {
    const consent = await obtain();
    const elsewhere = `<#a> <http://www.w3.org/2002/07/owl#imports> <${acme.origin}/planted>; <#b> `;
    await write(`${alice.container}inbox/planted.ttl`, `${elsewhere}${'[ <#c> '.repeat(20_000)}`);
    await forget(consent);
    expect((await read(consent)).status).toBe(200);
    expect((await alice.app.call('GET', '/requests')).status).toBe(200);
  });
});
