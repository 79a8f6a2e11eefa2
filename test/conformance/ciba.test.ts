// Asking without a browser as the protocol page has it, walked by two OAuth libraries that know nothing of Parley.

import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { decide, must, onTheWire, waitingRequests } from '../support/wire-asking.ts';
import { withNonce } from '../support/with-nonce.ts';

const KID = 'the-only-key';

let gateway: TestGateway;
let site: TestVendor;
let alice: TestOwner;
let clientKey: oauth.CryptoKeyPair;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  site = await startTestVendor();
  clientKey = await oauth.generateKeyPair('ES256', { extractable: true });
  const jwk = await crypto.subtle.exportKey('jwk', clientKey.publicKey);
  site.document = {
    client_id: site.clientId,
    client_name: 'Any client',
    redirect_uris: [site.redirectUri],
    jwks: { keys: [{ ...jwk, kid: KID, alg: 'ES256', use: 'sig' }] },
    token_endpoint_auth_method: 'private_key_jwt',
    dpop_bound_access_tokens: true,
    grant_types: ['authorization_code', 'urn:openid:params:grant-type:ciba'],
    backchannel_token_delivery_mode: 'poll',
  };
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, site.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'site', clientId: site.clientId });
  await addIssue(alice.pod, 'site', { title: 'The line drops' });
});

afterAll(async () => {
  await alice?.close();
  site?.stop();
  await gateway?.stop();
});

/** What is signed, with an invitation that the owner has just made. */
async function asking(): Promise<URLSearchParams> {
  const { body } = await alice.app.act('/invitations', { vendorId: site.clientId, expiresAt: inDays(7) });
  return new URLSearchParams({
    scope: 'openid offline_access',
    resource: `${gateway.origin}/v1`,
    binding_message: 'Order 4711',
    login_hint: (body as { link: string }).link,
    authorization_details: JSON.stringify(onTheWire(gateway, [careRequest()])),
  });
}

async function approve(): Promise<void> {
  const { requestId, details: approved } = must((await waitingRequests(alice))[0]);
  await decide(alice, requestId, 'give', { approved });
}

const purpose = (): Headers => new Headers({ 'parley-purpose': CUSTOMER_CARE });
const titles = (page: unknown): unknown[] =>
  (page as { items: { title: string }[] }).items.map(({ title }) => title);

it('is walked with openid-client', async () => {
  const key = { key: clientKey.privateKey, kid: KID };
  const config = await openid.discovery(
    new URL(gateway.origin),
    site.clientId,
    {},
    openid.PrivateKeyJwt(key),
    { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
  );
  const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair());
  const signed = await openid.buildAuthorizationUrlWithJAR(config, await asking(), key);
  const request = signed.searchParams.get('request') ?? '';
  const asked = await openid.initiateBackchannelAuthentication(config, { request });
  expect(asked).toMatchObject({ expires_in: 604_800, interval: 30 });
  await approve();
  // So that the test need not wait before its first poll.
  const soon = { ...asked, interval: 1 };
  const tokens = await openid.pollBackchannelAuthenticationGrant(config, soon, {}, { DPoP });
  expect(tokens.claims()?.sub).toMatch(/^[\w-]{43}$/);
  const issues = new URL(`${gateway.origin}/v1/issues`);
  const answer = await openid.fetchProtectedResource(
    ...[config, tokens.access_token, issues, 'GET', null, purpose(), { DPoP }],
  );
  expect(titles(await answer.json())).toEqual(['The line drops']);
  const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '', {}, { DPoP });
  expect(refreshed['consent_id']).toBe(tokens['consent_id']);
});

it('is walked with oauth4webapi, and refuses what the library refuses', async () => {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const client: oauth.Client = { client_id: site.clientId };
  const key = { key: clientKey.privateKey, kid: KID };
  const authentication = oauth.PrivateKeyJwt(key);
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
  const issuer = new URL(gateway.origin);
  const as = await oauth
    .discoveryRequest(issuer, { ...insecure, algorithm: 'oauth2' })
    .then((answer) => oauth.processDiscoveryResponse(issuer, answer));
  expect(as).toMatchObject({
    backchannel_token_delivery_modes_supported: ['poll'],
    backchannel_user_code_parameter_supported: false,
    backchannel_authentication_request_signing_alg_values_supported: ['ES256'],
  });
  const request = await oauth.issueRequestObject(as, client, await asking(), key);
  const asked = await oauth
    .backchannelAuthenticationRequest(as, client, authentication, { request }, insecure)
    .then((answer) => oauth.processBackchannelAuthenticationResponse(as, client, answer));
  const pollOnce = async () => {
    const options = { ...insecure, DPoP };
    const answer = await oauth.backchannelAuthenticationGrantRequest(
      ...[as, client, authentication, asked.auth_req_id, options],
    );
    return oauth.processBackchannelAuthenticationGrantResponse(as, client, answer);
  };
  await expect(withNonce(pollOnce)).rejects.toMatchObject({ error: 'authorization_pending' });
  await expect(withNonce(pollOnce)).rejects.toMatchObject({ error: 'slow_down' });
  await approve();
  const tokens = await withNonce(pollOnce);
  expect(oauth.getValidatedIdTokenClaims(tokens)?.sub).toMatch(/^[\w-]{43}$/);
  const read = await withNonce(() =>
    oauth.protectedResourceRequest(
      ...[tokens.access_token, 'GET', new URL(`${gateway.origin}/v1/issues`), purpose(), null],
      { ...insecure, DPoP },
    ),
  );
  expect(titles(await read.json())).toEqual(['The line drops']);
});
