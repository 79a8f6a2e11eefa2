// First contact without a browser: the owner makes a link for one vendor, which may then ask once by itself.
import type { InvitationView } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { decide, must, onTheWire, poll, waitingRequests } from '../support/wire-asking.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let bob: TestOwner;
let carol: TestOwner;
let wire: WireVendor;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor({ name: 'Acme Broadband' });
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  bob = await createTestOwner({ cssUrl, gateway: gateway.origin });
  carol = await createTestOwner({ cssUrl, gateway: gateway.origin, connect: false });
  await knowVendor(bob.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(bob.pod, 'acme', { title: 'The router hums' });
  wire = await createWireVendor(acme, gateway.origin);
});

afterAll(async () => {
  await Promise.all([bob?.close(), carol?.close()]);
  acme?.stop();
  await gateway?.stop();
});

const details = () => onTheWire(gateway, [careRequest()]);

describe('a vendor with an invitation', () => {
  const invite = async (parts: object): Promise<InvitationView & { link: string }> => {
    const { status, body } = await bob.app.act('/invitations', { expiresAt: inDays(14), ...parts });
    expect(status).toBe(201);
    return body as InvitationView & { link: string };
  };
  const invitations = async () =>
    ((await bob.app.call('GET', '/invitations')).body as { invitations: InvitationView[] }).invitations;

  it('asks somebody it has never met, is answered, and reads', async () => {
    const { link, invitationId } = await invite({
      vendorId: acme.clientId,
      note: 'For the router',
      issueId: 'router',
    });
    expect(link).toMatch(new RegExp(`^${gateway.origin}/invitation/[\\w-]{43}$`));
    const asked = await wire.ask({ details: details(), hint: link });
    const [request] = await waitingRequests(bob);
    expect(request).toMatchObject({ cameBy: 'invitation', vendor: { name: 'Acme Broadband' } });
    expect(await invitations()).toMatchObject([
      { invitationId, state: 'used', vendorId: acme.clientId, note: 'For the router', issueId: 'router' },
    ]);
    const { requestId, details: approved } = must(request);
    expect((await decide(bob, requestId, 'give', { approved })).status).toBe(201);
    const { status, body } = await poll(wire, asked.body['auth_req_id']);
    expect(status).toBe(200);
    const accessToken = String(body['access_token']);
    const read = await wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });
    expect(read).toMatchObject({ status: 200, body: { items: [{ title: 'The router hums' }] } });
  });

  it('is known by its site where the owner knew no more, and by the code alone', async () => {
    const { link, invitationId } = await invite({ site: acme.origin });
    const hint = `invitation:${link.split('/').at(-1)}`;
    await wire.ask({ details: details(), hint });
    const [request] = await waitingRequests(bob);
    const used = (await invitations()).find((each) => each.invitationId === invitationId);
    expect(used).toMatchObject({ state: 'used', site: acme.origin, vendorId: acme.clientId });
    expect(used?.requestId).toBe(request?.requestId);
    await decide(bob, must(request).requestId, 'refuse');
  });

  it('taken back, overdue or badly made leads nowhere', async () => {
    const { link, invitationId } = await invite({ vendorId: acme.clientId });
    const revoke = () => bob.app.call('DELETE', `/invitations/${invitationId}`);
    expect(await revoke()).toMatchObject({ status: 200, body: { state: 'revoked' } });
    expect(await revoke()).toMatchObject({ status: 200, body: { state: 'revoked' } });
    expect(await carol.app.call('DELETE', `/invitations/${invitationId}`)).toMatchObject({ status: 404 });
    await wire.ask({ details: details(), hint: link });
    expect(
      await carol.app.act('/invitations', { vendorId: acme.clientId, expiresAt: inDays(3) }),
    ).toMatchObject({ status: 409, body: { code: 'not_connected' } });
    const overdue = await invite({ vendorId: acme.clientId });
    await gateway.query(`UPDATE invitation SET expires_at = clock_timestamp() WHERE invitation_id = $1`, [
      overdue.invitationId,
    ]);
    await wire.ask({ details: details(), hint: overdue.link });
    expect(await waitingRequests(bob)).toEqual([]);
    expect(await invitations()).toContainEqual(expect.objectContaining({ state: 'expired' }));
    for (const wrong of [
      { vendorId: acme.clientId, site: acme.origin, expiresAt: inDays(3) },
      { expiresAt: inDays(3) },
      { vendorId: 'nobody', expiresAt: inDays(3) },
      { vendorId: acme.clientId, expiresAt: inDays(31) },
      { vendorId: acme.clientId, expiresAt: inDays(-1) },
      { vendorId: acme.clientId, expiresAt: inDays(3), note: 'two\nlines' },
    ])
      expect(await bob.app.act('/invitations', wrong)).toMatchObject({
        status: 400,
        body: { code: 'invalid_request' },
      });
  });

  it('has a page to it that says the same to everybody', async () => {
    const { link } = await invite({ vendorId: acme.clientId });
    const pages = await Promise.all(
      [link, `${gateway.origin}/invitation/unknown`].map(async (address) => {
        const answer = await fetch(address);
        return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
      }),
    );
    expect(pages[0]).toEqual(pages[1]);
    expect(pages[0]?.text).toContain('An invitation for one company');
    expect(pages[0]?.text).not.toContain('Acme');
  });

  it('made after she had enough of the vendor, opens the way once', async () => {
    await bob.app.act('/silences', { vendorId: acme.clientId, days: 365 });
    const { link } = await invite({ vendorId: acme.clientId });
    await bob.app.act('/silences', { vendorId: acme.clientId, days: 365 });
    await wire.ask({ details: details(), hint: link });
    expect(await waitingRequests(bob)).toEqual([]);
    await wire.ask({ details: details(), hint: (await invite({ vendorId: acme.clientId })).link });
    expect(await waitingRequests(bob)).toHaveLength(1);
  });
});
