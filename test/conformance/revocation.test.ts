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

it('gives the consent back: the refresh token, the receipt and every read end with it', async () => {
  const read = { accessToken: consent.accessToken, purpose: CUSTOMER_CARE };
  expect((await consent.wire.read('/v1/preferences', read)).status).toBe(200);
  await revoke(consent.refreshToken);
  expect((await alice.app.consents()).map(({ status }) => status)).toEqual(['relinquished']);
  for (const by of [{ refreshToken: consent.refreshToken }, { receipt: consent.receipt }]) {
    const { status, body } = await renew(consent.wire, by);
    expect({ status, error: body['error'] }).toEqual({ status: 400, error: 'invalid_grant' });
  }
  expect((await consent.wire.read('/v1/preferences', read)).status).toBe(401);
});

it('says nothing of a token that it does not know', async () => {
  await expect(revoke('unknown')).resolves.toBeUndefined();
});
