// The wire as the protocol page has it, walked by two OAuth libraries that know nothing of Parley.

import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { CUSTOMER_CARE, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { withNonce } from '../support/with-nonce.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const KID = 'the-only-key';

let gateway: TestGateway;
let site: TestVendor;
let alice: TestOwner;
let clientKey: oauth.CryptoKeyPair;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  site = await startTestVendor();
  clientKey = await oauth.generateKeyPair('ES256', { extractable: true });
  site.document = await clientDocument();
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

async function clientDocument(): Promise<object> {
  const jwk = await crypto.subtle.exportKey('jwk', clientKey.publicKey);
  return {
    client_id: site.clientId,
    client_name: 'Any client',
    redirect_uris: [site.redirectUri],
    jwks: { keys: [{ ...jwk, kid: KID, alg: 'ES256', use: 'sig' }] },
    token_endpoint_auth_method: 'private_key_jwt',
    dpop_bound_access_tokens: true,
    grant_types: ['authorization_code', 'refresh_token', JWT_BEARER],
    response_types: ['code'],
    authorization_details_types: ['urn:parley:data-access'],
  };
}

const authorizationDetails = (): object[] => [
  {
    type: 'urn:parley:data-access',
    locations: [`${gateway.origin}/v1`],
    actions: ['read'],
    datatypes: ['issues'],
    purpose: CUSTOMER_CARE,
    fields: { issues: { required: ['title'], optional: [] } },
    access: { until: inDays(30) },
    retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
    recipients: [],
  },
];

/** What the person does between the redirect out and the redirect back. */
async function approve(url: string): Promise<URL> {
  const browser = createBrowser();
  const page = await browser.open(url);
  const request = await alice.app.claim(page.url, browser);
  const { continueUrl } = await request.give(request.details);
  const back = await browser.open(continueUrl, { stopAt: [site.redirectUri] });
  return new URL(back.url);
}

const titles = (page: unknown): unknown[] =>
  (page as { items: { title: string }[] }).items.map(({ title }) => title);

const purpose = (): Headers => new Headers({ 'parley-purpose': CUSTOMER_CARE, accept: 'application/json' });

it('is walked with openid-client', async () => {
  const key = { key: clientKey.privateKey, kid: KID };
  const config = await openid.discovery(
    new URL(gateway.origin),
    site.clientId,
    {},
    openid.PrivateKeyJwt(key),
    {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    },
  );
  const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair());
  const [pkceCodeVerifier, expectedState] = [openid.randomPKCECodeVerifier(), openid.randomState()];
  const signed = await openid.buildAuthorizationUrlWithJAR(
    config,
    {
      redirect_uri: site.redirectUri,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      scope: 'offline_access',
      resource: `${gateway.origin}/v1`,
      authorization_details: JSON.stringify(authorizationDetails()),
    },
    key,
  );
  const url = await openid.buildAuthorizationUrlWithPAR(config, signed.searchParams, { DPoP });
  const checks = { pkceCodeVerifier, expectedState };
  const tokens = await openid.authorizationCodeGrant(config, await approve(url.href), checks, {}, { DPoP });
  const read = async (accessToken: string): Promise<unknown> => {
    const issues = new URL(`${gateway.origin}/v1/issues`);
    const answer = await openid.fetchProtectedResource(config, accessToken, issues, 'GET', null, purpose(), {
      DPoP,
    });
    return titles(await answer.json());
  };
  expect(await read(tokens.access_token)).toEqual(['The line drops']);

  const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '', {}, { DPoP });
  expect(await read(refreshed.access_token)).toEqual(['The line drops']);

  const assertion = String(tokens['receipt']);
  const regained = await openid.genericGrantRequest(config, JWT_BEARER, { assertion }, { DPoP });
  expect(await read(regained.access_token)).toEqual(['The line drops']);
});

it('is walked with oauth4webapi', async () => {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const client: oauth.Client = { client_id: site.clientId };
  const key = { key: clientKey.privateKey, kid: KID };
  const authentication = oauth.PrivateKeyJwt(key);
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
  const issuer = new URL(gateway.origin);
  const as = await oauth
    .discoveryRequest(issuer, { ...insecure, algorithm: 'oauth2' })
    .then((answer) => oauth.processDiscoveryResponse(issuer, answer));
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const parameters = new URLSearchParams({
    response_type: 'code',
    redirect_uri: site.redirectUri,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    resource: `${gateway.origin}/v1`,
    authorization_details: JSON.stringify(authorizationDetails()),
  });
  const pushed = await withNonce(async () => {
    const request = await oauth.issueRequestObject(as, client, parameters, key);
    const options = { ...insecure, DPoP };
    const answer = await oauth.pushedAuthorizationRequest(as, client, authentication, { request }, options);
    return oauth.processPushedAuthorizationResponse(as, client, answer);
  });
  const query = { client_id: site.clientId, request_uri: pushed.request_uri };
  const back = await approve(`${as.authorization_endpoint}?${new URLSearchParams(query)}`);
  const callback = oauth.validateAuthResponse(as, client, back, state);
  const tokens = await withNonce(async () => {
    const options = { ...insecure, DPoP };
    const { redirectUri } = site;
    const answer = await oauth.authorizationCodeGrantRequest(
      ...[as, client, authentication, callback, redirectUri, codeVerifier, options],
    );
    return oauth.processAuthorizationCodeResponse(as, client, answer);
  });
  const read = (accessToken: string): Promise<unknown> =>
    withNonce(async () => {
      const issues = new URL(`${gateway.origin}/v1/issues`);
      const options = { ...insecure, DPoP };
      const answer = await oauth.protectedResourceRequest(
        accessToken,
        'GET',
        issues,
        purpose(),
        null,
        options,
      );
      return titles(await answer.json());
    });
  expect(await read(tokens.access_token)).toEqual(['The line drops']);

  const regained = await withNonce(async () => {
    const assertion = { assertion: String(tokens['receipt']) };
    const options = { ...insecure, DPoP };
    const answer = await oauth.genericTokenEndpointRequest(
      as,
      client,
      authentication,
      JWT_BEARER,
      assertion,
      options,
    );
    return oauth.processGenericTokenEndpointResponse(as, client, answer);
  });
  expect(await read(regained.access_token)).toEqual(['The line drops']);
});
