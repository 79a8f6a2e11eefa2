// Attacks by what a vendor says of itself: addresses that lead elsewhere, documents that lie, and what its document becomes later.
import { createServer, type ServerResponse } from 'node:http';
import { clientDocument, publicVendorJwk } from '@parley/vendor-sdk';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { type AttackStage, refusedAs, startAttackStage } from '../support/attack-stage.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { CUSTOMER_CARE } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire } from '../support/wire-flow.ts';
import { createWireVendor, type WireAnswer } from '../support/wire-vendor.ts';

let stage: AttackStage;
/** Serves whatever it is told to, at an address that the gateway may reach. */
let host: { origin: string; connections: number; answer: (response: ServerResponse) => void; stop(): void };

beforeAll(async () => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = createServer((_request, response) => host.answer(response)).listen(port, 'localhost');
  server.on('connection', () => {
    host.connections += 1;
  });
  host = { origin, connections: 0, answer: (response) => response.end(), stop: () => void server.close() };
  stage = await startAttackStage({ localOrigins: [origin] });
});
afterAll(async () => {
  host?.stop();
  await stage?.stop();
});

const UNKNOWN = refusedAs('invalid_client', 401);

/** Asks as this client, with a key that its document, if there is one, names. */
const ask = async (clientId: string): Promise<WireAnswer> => {
  const client = { clientId, redirectUri: `${host.origin}/callback`, key: stage.acme.key };
  return (await createWireVendor(client, stage.gateway.origin)).push({ details: [stage.entry()] });
};

let count = 0;
const newClientId = () => `${host.origin}/${++count}/client.json`;
const documentOf = async (clientId: string): Promise<object> => ({
  ...clientDocument({
    clientId: `${host.origin}/client.json`,
    clientName: 'Acme Broadband',
    redirectUris: [`${host.origin}/callback`],
    keys: [await publicVendorJwk(stage.acme.key)],
  }),
  client_id: clientId,
});
const serving = (document: object, headers: Record<string, string> = {}) => {
  host.answer = (response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(document));
};

describe('the address of a client document', () => {
  it.each<[string, (origin: string) => string]>([
    ['A37a by http', () => 'http://acme.example/client.json'],
    ['A37a with a fragment', (origin) => `${origin}/client.json#x`],
    ['A37a with a user', (origin) => `${origin.replace('//', '//acme@')}/client.json`],
    ['A37a with dots', (origin) => `${origin}/x/../client.json`],
    ['A37b of a host alone', (origin) => `${origin}/`],
    ['A37b with a query', (origin) => `${origin}/client.json?x=1`],
    ['A37b of an IP literal', () => 'https://93.184.215.14/client.json'],
    [
      'A37b, A37c of a private IP literal',
      (origin) => `${origin.replace('localhost', '127.0.0.1')}/client.json`,
    ],
    ['A37b, A37c of IP version 6', () => 'https://[::1]/client.json'],
    ['A37c on this machine', () => 'https://localhost/client.json'],
    ['A37c on this machine by another name', () => 'https://acme.localhost/client.json'],
    ['A35a that is somebody’s WebID', () => stage.alice.webId],
    ['A35a that is a subject', () => 'A'.repeat(43)],
  ])('%s is not even fetched', async (_what, make) => {
    const clientId = make(host.origin);
    serving(await documentOf(clientId));
    const before = host.connections;
    expect(await nothingHappened(stage.gateway, () => ask(clientId))).toMatchObject(UNKNOWN);
    expect(host.connections).toBe(before);
  });

  it('A37c at a port that is not listed gets no connection', async () => {
    const stranger = await startTestVendor();
    const answer = await nothingHappened(stage.gateway, () => ask(stranger.clientId));
    expect(answer).toMatchObject(UNKNOWN);
    stranger.stop();
  });
});

describe('a client document', () => {
  it('is taken as it should be, so that only what is changed can be what is refused', async () => {
    const clientId = newClientId();
    serving(await documentOf(clientId));
    expect((await ask(clientId)).status).toBe(201);
  });

  it.each<[string, (response: ServerResponse, text: string) => unknown]>([
    [
      'A37d that is elsewhere now',
      (response) => response.writeHead(302, { location: `${host.origin}/1/client.json` }).end(),
    ],
    ['A37d that is not there', (response, text) => response.writeHead(404).end(text)],
    ['A37d that is a page', (response, text) => response.setHeader('content-type', 'text/html').end(text)],
    ['A37d that is no JSON', (response) => response.setHeader('content-type', 'application/json').end('{')],
    [
      'A37d of more than 10 KB',
      (response, text) =>
        response
          .setHeader('content-type', 'application/json')
          .end(text.replace('{', `{${' '.repeat(10_300)}`)),
    ],
    ['A37d that breaks off', (response) => response.writeHead(200, { 'content-length': '100' }).destroy()],
  ])('%s is refused', async (_what, answer) => {
    const clientId = newClientId();
    const text = JSON.stringify(await documentOf(clientId));
    host.answer = (response) => void answer(response, text);
    expect(await nothingHappened(stage.gateway, () => ask(clientId))).toMatchObject(UNKNOWN);
  });

  const jwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k' };
  it.each<[string, object]>([
    ['A37e another client', { client_id: 'https://elsewhere.example/client.json' }],
    ['A37e a secret', { client_secret: 'x' }],
    ['A13d a secret in the header', { token_endpoint_auth_method: 'client_secret_basic' }],
    ['A13d a secret in the form', { token_endpoint_auth_method: 'client_secret_post' }],
    ['A13d, A37e no authentication', { token_endpoint_auth_method: 'none' }],
    ['A17a, A37e no binding of tokens', { dpop_bound_access_tokens: false }],
    ['A17a, A37e nothing of the binding of tokens', { dpop_bound_access_tokens: undefined }],
    ['A04b a redirect by http', { redirect_uris: ['http://acme.example/callback'] }],
    ['A04b a redirect with a fragment', { redirect_uris: ['/callback#x'] }],
    ['A04b, A38b a script as redirect', { redirect_uris: ['javascript:alert(1)'] }],
    ['A04b a redirect to another origin', { redirect_uris: ['https://elsewhere.example/cb'] }],
    ['A38b a script as its site', { client_uri: 'javascript:alert(1)' }],
    ['A38b a private key', { jwks: { keys: [{ ...jwk, d: 'd' }] } }],
    ['A38b keys twice', { jwks_uri: '/jwks.json' }],
    ['A38b keys at an address of another origin', { jwks: undefined, jwks_uri: 'http://acme.example/jwks' }],
    ['A38b no keys', { jwks: { keys: [] } }],
    ['A40a a name that turns the line around', { client_name: 'Acme\u202eknaB' }],
    ['A40a a name of two lines', { client_name: 'Acme\nBank' }],
    ['A40a a name of 10,000 characters', { client_name: 'A'.repeat(10_000) }],
  ])('that says %s is refused', async (_what, changes) => {
    const clientId = newClientId();
    const here = (value: unknown) =>
      typeof value === 'string' && value.startsWith('/') ? host.origin + value : value;
    const said = Object.entries(changes).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(here) : here(value),
    ]);
    serving({ ...(await documentOf(clientId)), ...Object.fromEntries(said) });
    expect(await nothingHappened(stage.gateway, () => ask(clientId))).toMatchObject(UNKNOWN);
  });

  it('A17b that wants neither pushed nor signed requests changes nothing', async () => {
    const clientId = newClientId();
    const wishes = {
      require_pushed_authorization_requests: false,
      require_signed_request_object: false,
      request_object_signing_alg: 'none',
      response_modes: ['fragment'],
      grant_types: ['client_credentials', 'implicit'],
    };
    serving({ ...(await documentOf(clientId)), ...wishes });
    const client = { clientId, redirectUri: `${host.origin}/callback`, key: stage.acme.key };
    const wire = await createWireVendor(client, stage.gateway.origin);
    expect((await wire.push({ details: [stage.entry()] })).status).toBe(201);
    await nothingHappened(stage.gateway, async () => {
      const unsigned = await wire.push({ details: [stage.entry()], request: false });
      expect(unsigned).toMatchObject(refusedAs('invalid_request'));
      const claims = { response_mode: 'fragment' };
      const fragment = await wire.push({ details: [stage.entry()], request: { claims } });
      expect(fragment).toMatchObject(refusedAs('invalid_request'));
      const direct = await wire.token({ grant_type: 'client_credentials' });
      expect(direct).toMatchObject(refusedAs('unsupported_grant_type'));
    });
  });

  it('A40a, A40c shows its name as text beside its host, and no picture of its own', async () => {
    const clientId = newClientId();
    const name = '<img src=x onerror=alert(1)>Bank';
    serving({ ...(await documentOf(clientId)), client_name: name, logo_uri: `${host.origin}/logo.svg` });
    const query = { client_id: clientId, request_uri: String((await ask(clientId)).body['request_uri']) };
    const page = await createBrowser().open(`${stage.gateway.origin}/auth?${new URLSearchParams(query)}`);
    expect(page.text).toContain('&lt;img src=x onerror=alert(1)&gt;Bank');
    expect(page.text).not.toMatch(/<img|logo\.svg/);
    expect(page.text).toContain(new URL(host.origin).hostname);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
  });
});

describe('a client document that has changed', () => {
  const readAgain = (clientId: string) =>
    stage.gateway.query("UPDATE vendor SET fetched_at = now() - interval '1 day' WHERE vendor_id = $1", [
      clientId,
    ]);

  it('A37f with a new key beside the old one goes on', async () => {
    const { acme, wire, gateway, entry } = stage;
    const { jwks } = acme.document as { jwks: { keys: object[] } };
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const added = { ...(await exportJWK(publicKey)), kid: 'new' };
    acme.document = { ...acme.document, jwks: { keys: [...jwks.keys, added] } };
    await readAgain(acme.clientId);
    expect((await wire.push({ details: [entry()] })).status).toBe(201);
    expect(await gateway.query('SELECT held_at FROM vendor WHERE held_at IS NOT NULL')).toEqual([]);
  });

  it.each<[string, string, () => Promise<object>]>([
    [
      'A37f whose keys are all new',
      'keys_changed',
      async () => {
        const { publicKey } = await generateKeyPair('ES256', { extractable: true });
        return { jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'new' }] } };
      },
    ],
    [
      'A37f with a further redirect URI',
      'redirect_changed',
      async () => ({ redirect_uris: [`${host.origin}/callback`, `${host.origin}/elsewhere`] }),
    ],
  ])('%s stops its consents', async (_what, reason, change) => {
    const { gateway, alice, acme, entry, way } = stage;
    const clientId = newClientId();
    const document = await documentOf(clientId);
    serving(document);
    const vendor = { clientId, redirectUri: `${host.origin}/callback`, key: acme.key };
    await knowVendor(alice.pod, { id: `acme${count}`, clientId });
    await addIssue(alice.pod, `acme${count}`, { title: 'No signal upstairs' });
    const { wire, accessToken } = await obtainOnTheWire({ ...way(), vendor });
    const read = () => wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });
    expect((await read()).status).toBe(200);
    serving({ ...document, ...(await change()) });
    await readAgain(clientId);
    expect(await wire.push({ details: [entry()] })).toMatchObject({
      status: 400,
      body: { error: 'unauthorized_client', code: 'vendor_held' },
    });
    expect(await gateway.query('SELECT held_reason FROM vendor WHERE vendor_id = $1', [clientId])).toEqual([
      { held_reason: reason },
    ]);
    const answer = await nothingHappened(gateway, read);
    expect(answer).toMatchObject({ status: 403, body: { code: 'vendor_held' } });
  });
});
