import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';
import { createWireVendor } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let other: TestVendor;
let alice: TestOwner;
let consent: WireConsent;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  other = await startTestVendor({ name: 'Another' });
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, other.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
});

beforeEach(async () => {
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  expect((await read()).status).toBe(200);
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  other?.stop();
  await gateway?.stop();
});

const read = () =>
  consent.wire.read('/v1/issues', { accessToken: consent.accessToken, purpose: CUSTOMER_CARE });
const giveBack = () =>
  consent.wire.read('/v1/consent', { accessToken: consent.accessToken, method: 'DELETE' });
const file = async (): Promise<string> =>
  (await alice.fetch(`${alice.container}consents/${consent.consentId}.ttl`)).text();
const rowOf = async () =>
  (
    await gateway.query<{ status: string; end_reason: string; ended_at: Date }>(
      'SELECT status, end_reason, ended_at FROM consent WHERE id = $1',
      [consent.consentId],
    )
  )[0];
const actsOf = async () =>
  (
    await gateway.query<{ act: string; by: string }>(
      `SELECT body::jsonb ->> 'act' AS act, body::jsonb ->> 'by' AS by FROM journal
       WHERE consent_id = $1 AND body::jsonb ->> 'kind' = 'act' ORDER BY at`,
      [consent.consentId],
    )
  ).map(({ act, by }) => `${act} by ${by}`);

/** A month after it: what the vendor has promised for what it read. */
const deleteBy = async (): Promise<string> => {
  const { ended_at: endedAt } = (await rowOf()) ?? { ended_at: new Date(0) };
  return new Date(endedAt.getTime() + 30 * 86_400_000).toISOString();
};

/** `parley-gateway`, as the operator runs it beside the gateway. */
async function operator(...words: string[]): Promise<{ code: number | null; said: string }> {
  const main = fileURLToPath(new URL('../../packages/consent-gateway/src/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@parley/source', main, ...words], {
    env: { ...process.env, ...gateway.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

describe('a vendor', () => {
  it('gives its consent back with a token: it ends at once, and the pod says so', async () => {
    const answer = await giveBack();
    expect(answer).toMatchObject({
      status: 200,
      body: { consent_id: consent.consentId, status: 'relinquished', pod: 'done' },
    });
    expect(answer.body['delete_by']).toBe(await deleteBy());
    const refusal = { consent_status: 'relinquished', delete_by: await deleteBy() };
    expect(await read()).toMatchObject({ status: 401, body: { code: 'invalid_token', ...refusal } });
    expect(await giveBack()).toMatchObject({ status: 401, body: refusal });
    expect((await renew(consent.wire, { receipt: consent.receipt })).body).toMatchObject(refusal);
    expect(await rowOf()).toMatchObject({ status: 'relinquished', end_reason: 'vendor_act' });
    expect(await actsOf()).toEqual(['give by owner', 'relinquish by vendor']);
    expect(await file()).toContain('ConsentRevoked');
  });

  it('gives it back with a token while it is paused', async () => {
    await alice.app.pause(consent.consentId);
    expect((await giveBack()).status).toBe(200);
    expect(await rowOf()).toMatchObject({ status: 'relinquished' });
  });

  it('gives it back by revoking its refresh token, also while it is paused', async () => {
    await alice.app.pause(consent.consentId);
    const revoked = await consent.wire.revoke(consent.refreshToken);
    expect(revoked.status).toBe(200);
    expect(await rowOf()).toMatchObject({ status: 'relinquished', end_reason: 'vendor_act' });
    expect((await consent.wire.revoke(consent.refreshToken)).status).toBe(200);
  });

  it('cannot give back what is not its own', async () => {
    const wire = await createWireVendor(other, gateway.origin);
    expect((await wire.revoke(consent.refreshToken)).status).toBe(400);
    const answer = await wire.read('/v1/consent', { accessToken: consent.accessToken, method: 'DELETE' });
    expect(answer.status).toBe(401);
    expect((await read()).status).toBe(200);
  });
});

describe('the operator', () => {
  it('revokes a consent beside the running gateway, which tells the pod', async () => {
    expect(await operator('consent', 'revoke', consent.consentId)).toMatchObject({ code: 2 });
    const done = await operator('consent', 'revoke', consent.consentId, '--reason', 'A court has said so');
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('is revoked since') });
    expect((await read()).body).toMatchObject({ code: 'invalid_token', consent_status: 'revoked' });
    expect(await rowOf()).toMatchObject({ status: 'revoked', end_reason: 'operator_act' });
    await expect.poll(file, { timeout: 20_000, interval: 500 }).toContain('ConsentRevoked');
    expect(await operator('consent', 'revoke', consent.consentId, '--reason', 'again')).toMatchObject({
      code: 1,
    });
  });

  it('holds a vendor: every consent of it stops, until it is released', async () => {
    expect(await operator('vendor', 'hold', acme.clientId)).toMatchObject({ code: 0 });
    // Both sides see that it is held, and that it has not ended.
    const held = { code: 'vendor_held', consent_status: 'given' };
    expect(await read()).toMatchObject({ status: 403, body: held });
    const stands = await consent.wire.call(`/v1/consents/${consent.consentId}`);
    expect(stands).toMatchObject({ status: 200, body: { status: 'given', held: true } });
    const { refreshToken } = consent;
    const refused = { error: 'unauthorized_client', code: 'vendor_held' };
    expect(await renew(consent.wire, { refreshToken })).toMatchObject({ status: 400, body: refused });
    expect(await consent.wire.push({ details: [] })).toMatchObject({ status: 400, body: refused });
    const strangers = { assertion: { header: { kid: 'stranger' } } };
    const stranger = await consent.wire.token({ grant_type: 'refresh_token' }, strangers);
    expect(stranger).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const shown = (await alice.app.call('GET', `/consents/${consent.consentId}`)).body;
    expect(shown).toMatchObject({ status: 'given', vendor: { held: true } });
    expect(await operator('vendor', 'hold', acme.clientId)).toMatchObject({ code: 1 });
    expect(await rowOf()).toMatchObject({ status: 'given' });
    expect(await operator('vendor', 'release', acme.clientId)).toMatchObject({ code: 0 });
    expect((await read()).status).toBe(200);
    expect(await actsOf()).toEqual(['give by owner', 'hold by operator', 'release by operator']);
  });
});
