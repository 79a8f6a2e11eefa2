// RFC 7009 at this gateway: what a vendor ends with it, and what not.

import type { PrivateVendorJwk } from '@parley/vendor-sdk';
import { type CryptoKey, importJWK } from 'jose';
import * as openid from 'openid-client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  const localOrigins = [cssUrl, acme.origin];
  gateway = await startTestGateway({ postgresUrl: inject('postgresUrl'), localOrigins });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

async function revoke(token: string): Promise<void> {
  const jwk = acme.key as PrivateVendorJwk;
  const key = { key: (await importJWK({ ...jwk }, 'ES256')) as CryptoKey, kid: String(jwk.kid) };
  const config = await openid.discovery(
    new URL(gateway.origin),
    acme.clientId,
    {},
    openid.PrivateKeyJwt(key),
    { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
  );
  await openid.tokenRevocation(config, token, { token_type_hint: 'refresh_token' });
}

it('ends the refresh token', async () => {
  expect((await renew(consent.wire, consent)).status).toBe(200);
  await revoke(consent.refreshToken);
  const { status, body } = await renew(consent.wire, { refreshToken: consent.refreshToken });
  expect(status).toBe(400);
  expect(body['error']).toBe('invalid_grant');
});

it('leaves the consent, and so its receipt, as they were', async () => {
  expect((await alice.app.consents()).map(({ status }) => status)).toEqual(['given']);
  const renewed = await renew(consent.wire, { receipt: consent.receipt });
  expect(renewed.status).toBe(200);
  const read = { accessToken: String(renewed.body['access_token']), purpose: CUSTOMER_CARE };
  expect((await consent.wire.read('/v1/preferences', read)).status).toBe(200);
});

it('does not reach an access token: that ends by itself within 300 s, or with the consent', async () => {
  const read = { accessToken: consent.accessToken, purpose: CUSTOMER_CARE };
  expect((await consent.wire.read('/v1/preferences', read)).status).toBe(200);
  const [given] = await alice.app.consents();
  await alice.app.withdraw(given?.consentId ?? '');
  expect((await consent.wire.read('/v1/preferences', read)).status).toBe(401);
});
