// Attacks on who a vendor is: assertions that do not hold, no assertion at all, and requests that are none.
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AttackStage, refusedAs, startAttackStage } from '../support/attack-stage.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { rawRequest } from '../support/raw-request.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';

let stage: AttackStage;

beforeAll(async () => {
  stage = await startAttackStage();
});
afterAll(() => stage?.stop());

type Assertion = NonNullable<NonNullable<Parameters<WireVendor['push']>[0]>['assertion']>;

const now = () => Math.floor(Date.now() / 1000);
const good = () => ({
  iss: stage.acme.clientId,
  sub: stage.acme.clientId,
  aud: stage.gateway.origin,
  jti: randomUUID(),
  iat: now(),
  exp: now() + 60,
});
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const kid = () => stage.wire.kid;

/** Tries it where something is asked for, where tokens are, and where a consent is given back. */
async function refusedEverywhere(assertion: Assertion): Promise<void> {
  const { wire, gateway, entry } = stage;
  const answers = await nothingHappened(gateway, async () => [
    await wire.push({ details: [entry()], assertion }),
    await wire.token({ grant_type: 'refresh_token', refresh_token: 'x' }, { assertion }),
    await wire.ask({ details: [entry()], hint: 'x', assertion }),
  ]);
  for (const answer of answers) expect(answer).toMatchObject(refusedAs('invalid_client', 401));
}

describe('a client assertion', () => {
  it('is taken as it should be, so that only what is changed can be what is refused', async () => {
    const answer = await stage.wire.push({ details: [stage.entry()], assertion: { claims: good() } });
    expect(answer.status).toBe(201);
  });

  it.each<[string, () => Assertion | Promise<Assertion>]>([
    ['A11a for the token endpoint', () => ({ claims: { aud: `${stage.gateway.origin}/token` } })],
    ['A11a for the endpoint that it goes to', () => ({ claims: { aud: `${stage.gateway.origin}/request` } })],
    ['A11b for a list with the issuer', () => ({ claims: { aud: [stage.gateway.origin] } })],
    ['A11c for a stranger too', () => ({ claims: { aud: [stage.gateway.origin, 'https://other.example'] } })],
    ['A11c for a stranger', () => ({ claims: { aud: 'https://other.example' } })],
    ['A12b of another issuer', () => ({ claims: { iss: stage.globex.clientId } })],
    ['A12d that is over', () => ({ claims: { iat: now() - 600, exp: now() - 300 } })],
    ['A12d without an end', () => ({ claims: { exp: undefined } })],
    ['A12d without an id', () => ({ claims: { jti: undefined } })],
    ['A12e that is unsigned', () => `${part({ alg: 'none', kid: kid() })}.${part(good())}.`],
    [
      'A12e by HMAC with the public key',
      async () => {
        const { d: _, ...jwk } = stage.acme.key as unknown as Record<string, unknown>;
        return new SignJWT(good())
          .setProtectedHeader({ alg: 'HS256', kid: kid() })
          .sign(new TextEncoder().encode(JSON.stringify(jwk)));
      },
    ],
    [
      'A12e by RSA',
      async () => {
        const { privateKey } = await generateKeyPair('RS256');
        return new SignJWT(good()).setProtectedHeader({ alg: 'RS256', kid: kid() }).sign(privateKey);
      },
    ],
    ['A12f by an unknown key', () => ({ header: { kid: 'other' } })],
    ['A12g by a key of nobody', async () => ({ key: (await generateKeyPair('ES256')).privateKey })],
    ['A12g by another client’s key', () => stage.theirs.sign(good(), { kid: kid() })],
    [
      'A12g by a key that it brings along',
      async () => {
        const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
        return { key: privateKey, header: { jwk: await exportJWK(publicKey) } };
      },
    ],
    ['A12h that lives for two minutes', () => ({ claims: { exp: now() + 120 } })],
    ['A12h that lives for a year', () => ({ claims: { exp: now() + 31_536_000 } })],
    ['A12i that names no key', () => ({ header: { kid: undefined } })],
    ['A12j from the future', () => ({ claims: { iat: now() + 40 } })],
    ['A12j of no time', () => ({ claims: { iat: undefined } })],
  ])('%s is refused', async (_what, make) => refusedEverywhere(await make()));

  it('A12c of another client, or for one, beside one’s own client_id is refused', async () => {
    const { theirs, globex, gateway } = stage;
    const whole = await theirs.sign({ ...good(), iss: globex.clientId, sub: globex.clientId });
    for (const assertion of [whole, { claims: { sub: globex.clientId } }]) {
      const answer = await nothingHappened(gateway, () =>
        stage.wire.push({ details: [stage.entry()], assertion }),
      );
      expect(answer).toMatchObject(refusedAs('invalid_request'));
    }
  });

  it('A12a of four requests with one at the same time exactly one is taken, and none later', async () => {
    const jti = randomUUID();
    const refresh = () =>
      stage.wire.token(
        { grant_type: 'refresh_token', refresh_token: 'x' },
        { assertion: { claims: { jti } } },
      );
    const answers = await nothingHappened(stage.gateway, () =>
      Promise.all([refresh(), refresh(), refresh(), refresh()]),
    );
    const errors = answers.map(({ body }) => body['error']);
    expect(errors.filter((error) => error === 'invalid_grant')).toHaveLength(1);
    expect(errors.filter((error) => error === 'invalid_client')).toHaveLength(3);
    expect(await refresh()).toMatchObject(refusedAs('invalid_client', 401));
  });
});

describe('a client without an assertion', () => {
  const ENDPOINTS = ['/request', '/token', '/backchannel', '/token/revocation'];
  const forms: Record<string, () => { headers?: Record<string, string>; body: Record<string, string> }> = {
    'A13a with a secret in its header': () => ({
      headers: {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent(stage.acme.clientId)}:secret`).toString('base64')}`,
      },
      body: {},
    }),
    'A13b with a secret in its form': () => ({
      body: { client_id: stage.acme.clientId, client_secret: 'secret' },
    }),
    'A13c with its name alone': () => ({ body: { client_id: stage.acme.clientId } }),
  };

  it.each(Object.keys(forms).map((what) => [what]))('%s is refused everywhere', async (what) => {
    const { headers, body } = forms[what]?.() ?? { body: {} };
    const about = { grant_type: 'refresh_token', refresh_token: 'x', token: 'x', request: 'x' };
    for (const path of ENDPOINTS) {
      const answer = await nothingHappened(stage.gateway, () =>
        rawRequest({
          origin: stage.gateway.origin,
          path,
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          body: String(new URLSearchParams({ ...about, ...body })),
        }),
      );
      expect([path, answer.status, answer.body['error']]).toEqual([path, 401, 'invalid_client']);
    }
  });
});

describe('a refusal of a client', () => {
  it('A44a is the same in every byte, whether the client is unknown or its key is wrong', async () => {
    const { wire, acme, gateway, entry } = stage;
    const { privateKey } = await generateKeyPair('ES256');
    const strangers = await Promise.all(
      ['nobody', 'https://nobody.example/client.json', `${acme.origin}/other.json`].map((clientId) =>
        createWireVendor({ ...acme, clientId }, gateway.origin),
      ),
    );
    const answers = [
      await wire.push({ details: [entry()], assertion: { key: privateKey } }),
      ...(await Promise.all(strangers.map((stranger) => stranger.push({ details: [entry()] })))),
    ];
    const seen = answers.map(({ status, headers, text }) => ({
      status,
      text,
      headers: [...headers].filter(([name]) => !['date', 'parley-request-id', 'dpop-nonce'].includes(name)),
    }));
    for (const each of seen) expect(each).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ status: 401 });
  });
});

describe('the token endpoint', () => {
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  it.each<[string, Parameters<typeof rawRequest>[0] | object, number, string | undefined]>([
    ['A43c by GET', { method: 'GET' }, 404, undefined],
    ['A43b in JSON', { headers: { 'content-type': 'application/json' }, body: '{}' }, 400, 'invalid_request'],
    [
      'A43b as plain text',
      { headers: { 'content-type': 'text/plain' }, body: 'a=b' },
      400,
      'invalid_request',
    ],
    ['A43b of no type', { body: 'grant_type=refresh_token' }, 400, 'invalid_request'],
    [
      'A43a with a parameter twice',
      { headers: FORM, body: 'grant_type=refresh_token&grant_type=refresh_token' },
      400,
      'invalid_request',
    ],
    [
      'A43d with a long body',
      { headers: FORM, body: `grant_type=${'a'.repeat(100_000)}` },
      400,
      'invalid_request',
    ],
  ])('%s refuses', async (_what, request, status, error) => {
    const { origin } = stage.gateway;
    const answer = await nothingHappened(stage.gateway, () =>
      rawRequest({ origin, path: '/token', method: 'POST', ...request }),
    );
    expect([answer.status, answer.body['error']]).toEqual([status, error]);
  });

  it.each([
    ['A43e no grant type', {}, 'invalid_request'],
    ['A43e an unknown grant type', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['A43e client credentials', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
  ])('refuses %s', async (_what, parameters: Record<string, string>, error) => {
    const answer = await nothingHappened(stage.gateway, () => stage.wire.token(parameters));
    expect(answer).toMatchObject(refusedAs(error));
  });
});
