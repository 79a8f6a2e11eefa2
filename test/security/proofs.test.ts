// Attacks with proofs of possession at the authorization server: none, of another request, twice, or without our nonce.
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AttackStage, refusedAs, startAttackStage, tokensIn } from '../support/attack-stage.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { rawRequest } from '../support/raw-request.ts';
import { codeOnTheWire, obtainOnTheWire, RECEIPT_GRANT, type WireConsent } from '../support/wire-flow.ts';

let stage: AttackStage;
let consent: WireConsent;

beforeAll(async () => {
  stage = await startAttackStage();
  consent = await obtainOnTheWire(stage.way());
});
afterAll(() => stage?.stop());

type Claims = Record<string, unknown>;
const now = () => Math.floor(Date.now() / 1000);
const push = (proof: { claims?: Claims; header?: Claims } | string | false) =>
  stage.wire.push({
    details: [stage.entry()],
    proof: typeof proof === 'object' ? { claims: {}, header: {}, ...proof } : proof,
  });

describe('without a proof', () => {
  it('A14a nothing is asked for', async () => {
    const answer = await nothingHappened(stage.gateway, () => push(false));
    expect(answer).toMatchObject(refusedAs('invalid_request'));
  });

  it('A14b there is no token for a code, a refresh token or a receipt', async () => {
    const { wire, code } = await codeOnTheWire(stage.way());
    const { refreshToken, receipt } = consent;
    const redirect_uri = stage.acme.redirectUri;
    const grants: [Record<string, string>, string][] = [
      [
        { grant_type: 'authorization_code', code, redirect_uri, code_verifier: wire.verifier },
        'invalid_grant',
      ],
      [{ grant_type: 'refresh_token', refresh_token: refreshToken }, 'invalid_grant'],
      [{ grant_type: RECEIPT_GRANT, assertion: receipt }, 'invalid_request'],
    ];
    for (const [parameters, error] of grants) {
      const answer = await nothingHappened(stage.gateway, () => wire.token(parameters, { proof: false }));
      expect(answer).toMatchObject(refusedAs(error));
    }
  });
});

describe('a proof', () => {
  it('A15a of four equal ones at the same time passes once, and none later', async () => {
    const { refreshToken, wire } = consent;
    await wire.token({ grant_type: 'refresh_token', refresh_token: 'to learn the nonce' });
    const proof = { claims: { jti: randomUUID() }, header: {} };
    const refresh = () => wire.token({ grant_type: 'refresh_token', refresh_token: refreshToken }, { proof });
    const answers = await Promise.all([refresh(), refresh(), refresh(), refresh()]);
    expect(tokensIn(answers)).toBe(1);
    for (const { status, body } of answers) if (status !== 200) expect(body['error']).toBe('invalid_grant');
    expect((await nothingHappened(stage.gateway, refresh)).status).toBe(400);
  });

  it.each<[string, Claims, Claims]>([
    ['A16a for another method', { htm: 'GET' }, {}],
    ['A16a for another host', { htu: 'https://other.example/request' }, {}],
    ['A16a for another endpoint', { htu: '/token' }, {}],
    ['A16a for no address', { htu: undefined }, {}],
    ['A16b of another type', {}, { typ: 'jwt' }],
    ['A16c without a key', {}, { jwk: undefined }],
    ['A16d without an id', { jti: undefined }, {}],
  ])('%s is refused', async (_what, claims, header) => {
    const htu = claims['htu'] === '/token' ? { htu: `${stage.gateway.origin}/token` } : {};
    const answer = await nothingHappened(stage.gateway, () =>
      push({ claims: { ...claims, ...htu }, header }),
    );
    expect(answer).toMatchObject(refusedAs('invalid_dpop_proof'));
  });

  it('A16b unsigned, by HMAC, by RSA, or with another key’s signature is refused', async () => {
    const own = await generateKeyPair('ES256', { extractable: true });
    const rsa = await generateKeyPair('RS256', { extractable: true });
    const other = await generateKeyPair('ES256');
    const claims = { htm: 'POST', htu: `${stage.gateway.origin}/request`, iat: now() };
    const sign = (alg: string, jwk: object, key: Parameters<SignJWT['sign']>[0]) =>
      new SignJWT({ ...claims, jti: randomUUID() })
        .setProtectedHeader({ alg, typ: 'dpop+jwt', jwk: jwk as never })
        .sign(key);
    const jwk = await exportJWK(own.publicKey);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const proofs = [
      `${part({ alg: 'none', typ: 'dpop+jwt', jwk })}.${part({ ...claims, jti: randomUUID() })}.`,
      await sign('HS256', { kty: 'oct', k: 'AAAA' }, new Uint8Array(32)),
      await sign('RS256', await exportJWK(rsa.publicKey), rsa.privateKey),
      await sign('ES256', jwk, other.privateKey),
    ];
    for (const proof of proofs) {
      const answer = await nothingHappened(stage.gateway, () => push(proof));
      expect(answer).toMatchObject(refusedAs('invalid_dpop_proof'));
    }
  });

  it('A16c with its private key in it is refused', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const answer = await nothingHappened(stage.gateway, async () =>
      push({ header: { jwk: await exportJWK(privateKey) } }),
    );
    expect(answer).toMatchObject(refusedAs('invalid_dpop_proof'));
  });

  it('A16d beside another one is refused', async () => {
    const { origin } = stage.gateway;
    const { wire, refreshToken } = consent;
    const proof = () => wire.credentials('POST', '/token', consent);
    const form = {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: stage.acme.clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    };
    const answer = await nothingHappened(stage.gateway, async () => {
      const { clientId } = stage.acme;
      const claims = {
        iss: clientId,
        sub: clientId,
        aud: origin,
        jti: randomUUID(),
        iat: now(),
        exp: now() + 60,
      };
      const client_assertion = await wire.sign(claims);
      return rawRequest({
        origin,
        path: '/token',
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          dpop: [(await proof())['dpop'] ?? '', (await proof())['dpop'] ?? ''],
        },
        body: String(new URLSearchParams({ ...form, client_assertion })),
      });
    });
    expect(answer).toMatchObject(refusedAs('invalid_dpop_proof'));
  });

  it.each([
    ['A16e no nonce', undefined],
    ['A16e a bogus nonce', 'bogus'],
    ['A16e a nonce of another time', 'A'.repeat(43)],
  ])('with %s gets a fresh one, and nothing else', async (_what, nonce) => {
    const answer = await nothingHappened(stage.gateway, () => push({ claims: { nonce } }));
    expect(answer).toMatchObject(refusedAs('use_dpop_nonce'));
    expect(answer.headers.get('dpop-nonce')).toEqual(expect.any(String));
  });

  it('A16l with a query in its address, or with our nonce and an old time, is taken as the RFC says', async () => {
    const htu = `${stage.gateway.origin}/request?a=b#c`;
    expect((await push({ claims: { htu } })).status).toBe(201);
    expect((await push({ claims: { iat: now() - 4_000 } })).status).toBe(201);
  });
});

describe('a signed request', () => {
  it('A60d of four equal ones at the same time passes once', async () => {
    const { wire, entry, gateway } = stage;
    const request = { claims: { jti: randomUUID() } };
    const push = () => wire.push({ details: [entry()], request });
    const answers = await Promise.all([push(), push(), push(), push()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400]);
    const again = await nothingHappened(gateway, push);
    expect(again).toMatchObject(refusedAs('invalid_request_object'));
  });
});
