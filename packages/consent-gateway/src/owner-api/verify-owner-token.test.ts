import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestProvider, type TestProvider } from '../testing/test-provider.ts';
import { type OwnerRequest, verifyOwnerToken } from './verify-owner-token.ts';

const ANN = 'https://ann.example/#me';
const URL = 'https://gw.example/owner/v1/consents';
const APP = 'https://app.example/client';
const now = () => new Date('2026-11-22T12:00:00Z');
const NOW = now().getTime() / 1000;

let provider: TestProvider;
let used: Map<string, number>;
let asked: string[];
beforeAll(async () => {
  provider = await createTestProvider({ webId: ANN, now });
});
beforeEach(() => {
  used = new Map();
  asked = [];
});

const verify = (request: OwnerRequest) =>
  verifyOwnerToken(request, {
    providers: {
      issuersOf: async (webId) => {
        asked.push(webId);
        return provider.providers.issuersOf(webId);
      },
      provider: provider.providers.provider,
    },
    useProofOnce: async (id, seconds) => !used.has(id) && used.set(id, seconds).has(id),
    isAcceptableAddress: (address) => address.startsWith('https://'),
    now,
  });

type Changes = Record<string, unknown>;
/** A request that passes, with the named parts changed. */
async function request(
  changes: {
    token?: Changes;
    tokenHeader?: Changes;
    proof?: Changes;
    proofHeader?: Changes;
  } & Partial<OwnerRequest> = {},
): Promise<OwnerRequest> {
  const { token: claims, tokenHeader, proof, proofHeader, ...rest } = changes;
  const token = await provider.accessToken(claims, tokenHeader);
  const proofs = [await provider.proof({ method: 'GET', url: URL, token }, proof, proofHeader)];
  return { authorization: `DPoP ${token}`, proofs, method: 'GET', url: URL, ...rest };
}

describe('an owner', () => {
  it('is who the provider says that the WebID names, with the app and what it presented', async () => {
    const asking = await request();
    expect(await verify(asking)).toEqual({
      webId: ANN,
      clientId: APP,
      expiresAt: expect.any(Date),
      token: asking.authorization?.slice(5),
      proof: asking.proofs[0],
    });
    expect([...used.values()]).toEqual([120]);
  });

  it.each<[string, Parameters<typeof request>[0]]>([
    ['with a list of audiences', { token: { aud: [APP, 'solid'] } }],
    ['whose app is in azp', { token: { client_id: undefined, azp: APP } }],
    ['whose token says no type', { tokenHeader: { typ: undefined } }],
    ['whose token says JWT', { tokenHeader: { typ: 'JWT' } }],
    ['whose token ended less than 30 s ago', { token: { exp: NOW - 29 } }],
    ['whose proof has no ath, as Inrupt’s libraries send it', { proof: { ath: undefined } }],
    ['whose proof names a query', { proof: { htu: `${URL}?limit=5` } }],
    ['whose proof is a minute old', { proof: { iat: NOW - 60 } }],
    ['whose clock is a minute ahead', { proof: { iat: NOW + 60 } }],
  ])('%s is accepted', async (_what, changes) => {
    expect(await verify(await request(changes))).toMatchObject({ webId: ANN, clientId: APP });
  });

  it('may write the scheme in small letters', async () => {
    const asking = await request();
    const authorization = asking.authorization?.replace('DPoP', 'dpop');
    expect(await verify({ ...asking, authorization })).toMatchObject({ webId: ANN });
  });
});

describe('a token', () => {
  it.each<[string, Parameters<typeof request>[0], string]>([
    ['not sent', { authorization: undefined }, 'it is no DPoP token'],
    ['sent as a bearer token', { authorization: 'Bearer a.b.c' }, 'it is no DPoP token'],
    ['of two parts', { authorization: 'DPoP a.b' }, 'it is no DPoP token'],
    ['with something behind it', { authorization: 'DPoP a.b.c d' }, 'it is no DPoP token'],
    ['that is no JSON', { authorization: 'DPoP a.b.c' }, 'it cannot be decoded'],
    ['without a WebID', { token: { webid: undefined } }, 'it names no issuer or no WebID'],
    ['without an issuer', { token: { iss: undefined } }, 'it names no issuer or no WebID'],
    [
      'of an address that is never fetched',
      { token: { iss: 'http://10.0.0.1/' } },
      'its issuer or WebID is no acceptable address',
    ],
    [
      'with a WebID that is never fetched',
      { token: { webid: 'file:///etc/passwd' } },
      'its issuer or WebID is no acceptable address',
    ],
    [
      'of an issuer that the WebID does not name',
      { token: { iss: 'https://evil.example/' } },
      'its issuer is not named by the WebID',
    ],
    [
      'of its issuer, written otherwise',
      { token: { iss: 'https://idp.example' } },
      'its issuer is not named by the WebID',
    ],
    [
      'with a WebID that names nobody',
      { token: { webid: 'https://bob.example/#me' } },
      'its issuer is not named by the WebID',
    ],
    ['for another audience', { token: { aud: APP } }, 'its signature or claims do not hold'],
    ['without an audience', { token: { aud: undefined } }, 'its signature or claims do not hold'],
    ['that has ended', { token: { exp: NOW - 31 } }, 'its signature or claims do not hold'],
    ['without an end', { token: { exp: undefined } }, 'its signature or claims do not hold'],
    ['without a beginning', { token: { iat: undefined } }, 'its signature or claims do not hold'],
    ['that holds only later', { token: { nbf: NOW + 31 } }, 'its signature or claims do not hold'],
    ['that is an ID token', { token: { nonce: 'n' } }, 'its signature or claims do not hold'],
    [
      'that is an ID token of a hybrid flow',
      { token: { at_hash: 'h' } },
      'its signature or claims do not hold',
    ],
    ['of another type', { tokenHeader: { typ: 'dpop+jwt' } }, 'its signature or claims do not hold'],
    [
      'signed with a key that nobody knows',
      { tokenHeader: { kid: 'other' } },
      'its signature or claims do not hold',
    ],
    ['bound to no key', { token: { cnf: undefined } }, 'its signature or claims do not hold'],
    ['bound to something else', { token: { cnf: { 'x5t#S256': 'x' } } }, 'it is not bound to a key'],
    ['that names no app', { token: { client_id: undefined } }, 'it names no app'],
  ])('%s is refused', async (_what, changes, why) => {
    await expect(verify(await request(changes))).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'invalid_token',
      message: `an owner's token is not accepted: ${why}`,
    });
    expect(used.size).toBe(0);
  });

  const claims = () => ({
    iss: provider.issuer,
    aud: 'solid',
    webid: ANN,
    client_id: APP,
    iat: NOW,
    exp: NOW + 600,
    cnf: { jkt: 'x' },
  });
  it.each<[string, () => Promise<string>]>([
    ['without a signature', async () => `${new UnsecuredJWT(claims()).encode()}x`],
    [
      'signed with a secret',
      () => new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'idp-1' }).sign(Buffer.alloc(32)),
    ],
    [
      'signed by another key under the same name',
      async () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'ES256', kid: 'idp-1' })
          .sign((await generateKeyPair('ES256')).privateKey),
    ],
    [
      'with other claims under the same signature',
      async () =>
        (await provider.accessToken()).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`,
        ),
    ],
  ])('%s is refused', async (_what, make) => {
    await expect(verify(await request({ authorization: `DPoP ${await make()}` }))).rejects.toMatchObject({
      code: 'invalid_token',
      message: "an owner's token is not accepted: its signature or claims do not hold",
    });
  });

  it('that names addresses never to be fetched has nothing fetched for it', async () => {
    await verify(await request({ token: { iss: 'http://10.0.0.1/' } })).catch(() => undefined);
    expect(asked).toEqual([]);
  });
});

describe('a proof', () => {
  it.each<[string, Parameters<typeof request>[0], string]>([
    ['not sent', { proofs: [] }, 'exactly one is needed'],
    ['sent twice', { proofs: ['a.b.c', 'a.b.c'] }, 'exactly one is needed'],
    ['that is none', { proofs: ['proof'] }, 'its signature does not hold'],
    ['of another type', { proofHeader: { typ: 'JWT' } }, 'its signature does not hold'],
    ['without its key', { proofHeader: { jwk: undefined } }, 'its signature does not hold'],
    [
      'with a key of another',
      { proofHeader: { jwk: { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ' } } },
      'its signature does not hold',
    ],
    ['for another method', { proof: { htm: 'POST' } }, 'htm'],
    ['for the method in small letters', { proof: { htm: 'get' } }, 'htm'],
    ['without a method', { proof: { htm: undefined } }, 'htm'],
    ['for another path', { proof: { htu: `${URL}/` } }, 'htu'],
    ['for the path in capitals', { proof: { htu: URL.replace('consents', 'Consents') } }, 'htu'],
    ['for an encoded path', { proof: { htu: URL.replace('consents', '%63onsents') } }, 'htu'],
    ['for another host', { proof: { htu: URL.replace('gw', 'evil') } }, 'htu'],
    ['for another port', { proof: { htu: URL.replace('example', 'example:8443') } }, 'htu'],
    ['over http', { proof: { htu: URL.replace('https', 'http') } }, 'htu'],
    ['for a path alone', { proof: { htu: '/owner/v1/consents' } }, 'htu'],
    ['without an address', { proof: { htu: undefined } }, 'htu'],
    ['for a list of addresses', { proof: { htu: [URL] } }, 'htu'],
    ['that is too old', { proof: { iat: NOW - 61 } }, 'iat'],
    ['from the future', { proof: { iat: NOW + 61 } }, 'iat'],
    ['without a time', { proof: { iat: undefined } }, 'iat'],
    ['for another token', { proof: { ath: 'x'.repeat(43) } }, 'ath'],
    ['for no token, said so', { proof: { ath: null } }, 'ath'],
    ['without an id', { proof: { jti: undefined } }, 'jti'],
    ['with a number as id', { proof: { jti: 1 } }, 'jti'],
    ['with an id of 201 characters', { proof: { jti: 'a'.repeat(201) } }, 'jti'],
  ])('%s is refused', async (_what, changes, why) => {
    await expect(verify(await request(changes))).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'invalid_dpop_proof',
      message: `an owner's proof is not accepted: ${why}`,
    });
    expect(used.size).toBe(0);
  });

  it('is used once', async () => {
    const asking = await request();
    await verify(asking);
    await expect(verify(asking)).rejects.toMatchObject({
      code: 'invalid_dpop_proof',
      message: "an owner's proof is not accepted: it was used before",
    });
  });

  it('with the id of another key’s proof is no replay of it', async () => {
    await verify(await request({ proof: { jti: 'same' } }));
    await expect(verify(await request({ proof: { jti: 'same' } }))).rejects.toMatchObject({
      code: 'invalid_dpop_proof',
    });
    const other = await createTestProvider({ webId: ANN, now });
    const token = await provider.accessToken({
      cnf: JSON.parse(
        atob((await other.accessToken()).split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')),
      ).cnf,
    });
    const proofs = [await other.proof({ method: 'GET', url: URL, token }, { jti: 'same' })];
    expect(await verify({ authorization: `DPoP ${token}`, proofs, method: 'GET', url: URL })).toMatchObject({
      webId: ANN,
    });
  });

  it('of another key than the token’s is refused, however right it is', async () => {
    const other = await createTestProvider({ webId: ANN, now });
    const token = await provider.accessToken();
    const proofs = [await other.proof({ method: 'GET', url: URL, token })];
    await expect(
      verify({ authorization: `DPoP ${token}`, proofs, method: 'GET', url: URL }),
    ).rejects.toMatchObject({
      code: 'invalid_dpop_proof',
      message: "an owner's proof is not accepted: its key is another",
    });
  });

  it.each<[string, () => Promise<string>]>([
    [
      'that shows its private key',
      async () => {
        const { privateKey } = await generateKeyPair('ES256', { extractable: true });
        return signed({ alg: 'ES256', jwk: await exportJWK(privateKey) }, privateKey);
      },
    ],
    [
      'signed with a secret that it shows',
      () =>
        signed(
          { alg: 'HS256', jwk: { kty: 'oct', k: Buffer.alloc(32).toString('base64url') } },
          Buffer.alloc(32),
        ),
    ],
    [
      'without a signature',
      async () =>
        `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'dpop+jwt', jwk: provider.jwk })).toString('base64url')}.e30.`,
    ],
  ])('%s is refused', async (_what, make) => {
    await expect(verify(await request({ proofs: [await make()] }))).rejects.toMatchObject({
      code: 'invalid_dpop_proof',
      message: "an owner's proof is not accepted: its signature does not hold",
    });
  });
});

const signed = (header: { alg: string; jwk: object }, key: Parameters<SignJWT['sign']>[0]): Promise<string> =>
  new SignJWT({ htm: 'GET', htu: URL, iat: NOW, jti: 'j' })
    .setProtectedHeader({ ...header, typ: 'dpop+jwt' })
    .sign(key);
