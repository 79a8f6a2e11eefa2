import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { careRequest, DIRECT_MARKETING, inDays } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let wire: WireVendor;

beforeAll(async () => {
  acme = await startTestVendor();
  gateway = await startTestGateway({ postgresUrl: inject('postgresUrl'), localOrigins: [acme.origin] });
  wire = await createWireVendor(acme, gateway.origin);
});

afterAll(async () => {
  acme?.stop();
  await gateway?.stop();
});

const entry = (parts: Record<string, unknown> = {}) => ({
  type: 'urn:parley:data-access',
  locations: [`${gateway.origin}/v1`],
  ...careRequest(),
  ...parts,
});

const countPushed = async (): Promise<number> =>
  Number(
    (
      await gateway.query<{ count: string }>(
        "SELECT count(*) FROM oidc_item WHERE model = 'PushedAuthorizationRequest'",
      )
    )[0]?.count,
  );

/** Refused with this code, and nothing was kept. */
async function expectRefused(
  push: Parameters<WireVendor['push']>[0],
  code: string,
  status = 400,
): Promise<void> {
  const before = await countPushed();
  const answer = await wire.push(push);
  expect({ status: answer.status, error: answer.body['error'] }).toEqual({ status, error: code });
  expect(await countPushed()).toBe(before);
}

describe('a pushed access request', () => {
  it('is taken where everything is right', async () => {
    const answer = await wire.push({ details: [entry()] });
    expect(answer.status).toBe(201);
    expect(answer.body['request_uri']).toMatch(/^urn:/);
  });

  it.each([
    ['an unknown category', () => entry({ datatypes: ['diary'], fields: { diary: { required: ['text'] } } })],
    [
      'an unknown field',
      () => entry({ datatypes: ['issues'], fields: { issues: { required: ['title', 'password'] } } }),
    ],
    ['an unknown purpose', () => entry({ purpose: 'https://w3id.org/dpv#Surveillance' })],
    ['a purpose that is only a word', () => entry({ purpose: 'CustomerCare' })],
    ['an unknown action', () => entry({ actions: ['write'] })],
    ['no action', () => entry({ actions: [] })],
    ['no category', () => entry({ datatypes: [], fields: {} })],
    ['no field', () => entry({ datatypes: ['issues'], fields: { issues: { required: [] } } })],
    ['fields of a category that is not asked for', () => entry({ datatypes: ['issues'] })],
    [
      'a field both required and optional',
      () =>
        entry({ datatypes: ['issues'], fields: { issues: { required: ['title'], optional: ['title'] } } }),
    ],
    ['an unknown member', () => entry({ admin: true })],
    ['an unknown filter', () => entry({ filter: { issues: { owner: ['alice'] } } })],
    ['no end', () => entry({ access: {} })],
    ['an end in the past', () => entry({ access: { until: inDays(-1) } })],
    ['an end more than twelve months ahead', () => entry({ access: { until: inDays(370) } })],
    ['a place that is not this gateway', () => entry({ locations: ['https://elsewhere.example/v1'] })],
    [
      '__proto__ among the fields',
      () =>
        JSON.parse(
          JSON.stringify(entry()).replace('"issues":{', '"__proto__":{"required":["title"]},"issues":{'),
        ),
    ],
    ['an unknown type', () => entry({ type: 'urn:other' })],
    ['something that is no object', () => 'read everything'],
  ])('is refused with %s', async (_what, make) => {
    await expectRefused({ details: [make()] }, 'invalid_authorization_details');
  });

  it.each([
    ['nothing asked for', []],
    ['nine entries', Array.from({ length: 9 })],
  ])('is refused with %s', async (_what, list) => {
    await expectRefused({ details: list.map(() => entry()) }, 'invalid_authorization_details');
  });

  it('is refused with two entries for one purpose, and taken with two purposes', async () => {
    await expectRefused({ details: [entry(), entry()] }, 'invalid_authorization_details');
    expect((await wire.push({ details: [entry(), entry({ purpose: DIRECT_MARKETING })] })).status).toBe(201);
  });

  it('is refused without authorization_details', async () => {
    await expectRefused({}, 'invalid_authorization_details');
  });

  it('is refused unsigned', async () => {
    await expectRefused({ details: [entry()], request: false }, 'invalid_request');
  });

  it('is refused signed with another key', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    await expectRefused({ details: [entry()], request: { key: privateKey } }, 'invalid_request_object');
  });

  it.each([
    ['for another audience', { aud: 'https://elsewhere.example' }],
    ['of another client', { iss: 'https://elsewhere.example/client.json' }],
    ['that lives longer than ten minutes', { exp: Math.floor(Date.now() / 1000) + 3_000 }],
    ['without an id', { jti: undefined }],
    ['without a beginning', { nbf: undefined }],
  ])('is refused signed %s', async (_what, claims: Record<string, unknown>) => {
    await expectRefused({ details: [entry()], request: { claims } }, 'invalid_request_object');
  });

  it('is refused with another typ', async () => {
    await expectRefused(
      { details: [entry()], request: { header: { typ: 'JWT' } } },
      'invalid_request_object',
    );
  });

  it('is refused a second time', async () => {
    const claims = { jti: 'the-same-request' };
    expect((await wire.push({ details: [entry()], request: { claims } })).status).toBe(201);
    await expectRefused({ details: [entry()], request: { claims } }, 'invalid_request_object');
  });

  it('is refused without a DPoP proof, and with one for another address', async () => {
    await expectRefused({ details: [entry()], proof: false }, 'invalid_request');
    await expectRefused(
      { details: [entry()], proof: { claims: { htu: 'https://elsewhere.example/request' } } },
      'invalid_dpop_proof',
    );
  });

  it('is refused with a proof that was used before', async () => {
    const proof = { claims: { jti: 'the-same-proof' } };
    expect((await wire.push({ details: [entry()], proof })).status).toBe(201);
    const again = await wire.push({ details: [entry()], proof });
    expect(again.status).toBe(400);
  });

  it('is refused without PKCE, and for an address that is not registered', async () => {
    await expectRefused(
      { details: [entry()], request: { claims: { code_challenge: undefined } } },
      'invalid_request',
    );
    await expectRefused(
      { details: [entry()], request: { claims: { redirect_uri: `${acme.origin}/elsewhere` } } },
      'invalid_request',
    );
    await expectRefused(
      { details: [entry()], request: { claims: { response_mode: 'fragment' } } },
      'invalid_request',
    );
  });
});

describe('client authentication', () => {
  const soon = () => Math.floor(Date.now() / 1000);
  it.each([
    ['for another audience', () => ({ claims: { aud: `${gateway.origin}/token` } })],
    ['that lives for a year', () => ({ claims: { exp: soon() + 31_536_000 } })],
    ['from the future', () => ({ claims: { iat: soon() + 600 } })],
    ['that names no key', () => ({ header: { kid: undefined } })],
    ['that names an unknown key', () => ({ header: { kid: 'other' } })],
  ])('refuses an assertion %s', async (_what, make) => {
    await expectRefused({ details: [entry()], assertion: make() }, 'invalid_client', 401);
  });

  it('refuses the key of somebody else', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    await expectRefused({ details: [entry()], assertion: { key: privateKey } }, 'invalid_client', 401);
  });

  it('answers alike for an unknown client and for a wrong key', async () => {
    const stranger = await startTestVendor();
    const unknown = await (await createWireVendor({ ...stranger, clientId: 'nobody' }, gateway.origin)).push({
      details: [entry()],
    });
    const { privateKey } = await generateKeyPair('ES256');
    const wrongKey = await wire.push({ details: [entry()], assertion: { key: privateKey } });
    expect({ status: unknown.status, body: unknown.body }).toEqual({
      status: wrongKey.status,
      body: wrongKey.body,
    });
    stranger.stop();
  });
});

describe('what the metadata says', () => {
  it('A17c, A38a names neither registration nor introspection, and they are not there', async () => {
    const metadata = await (await fetch(`${gateway.origin}/.well-known/oauth-authorization-server`)).json();
    expect(metadata).not.toHaveProperty('registration_endpoint');
    expect(metadata).not.toHaveProperty('introspection_endpoint');
    expect(metadata).toMatchObject({
      issuer: gateway.origin,
      require_pushed_authorization_requests: true,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      dpop_signing_alg_values_supported: ['ES256'],
      code_challenge_methods_supported: ['S256'],
      response_modes_supported: ['query'],
      authorization_response_iss_parameter_supported: true,
    });
    for (const path of ['/reg', '/register', '/reg/acme', '/token/introspection', '/introspect'])
      for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
        expect((await fetch(gateway.origin + path, { method })).status, `${method} ${path}`).toBe(404);
  });
});
