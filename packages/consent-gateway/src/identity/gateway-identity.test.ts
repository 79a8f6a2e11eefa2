import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  decodeProtectedHeader,
  EmbeddedJWK,
  exportJWK,
  generateKeyPair,
  jwtVerify,
} from 'jose';
import { expect, it } from 'vitest';
import { createGatewayIdentity } from './gateway-identity.ts';
import { createIdentityRoutes } from './identity.routes.ts';

const identityUrl = 'https://gw.example/identity/';
const pair = await generateKeyPair('ES256', { extractable: true });
const publicJwk = await exportJWK(pair.publicKey);
const keys = [{ kid: 'identity-1', privateKey: pair.privateKey, publicJwk: { ...publicJwk, d: 'private' } }];

function recordingIdentity() {
  const keyring = { key: keys[0]! };
  const sent: { address: string; method: string; token: string; proof: string; accept: string | null }[] = [];
  const clock = { at: new Date('2026-11-22T12:00:00Z') };
  const record: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    const token = headers.get('authorization')?.replace('DPoP ', '') ?? '';
    const proof = headers.get('dpop') ?? '';
    sent.push({
      address: String(input),
      method: init?.method ?? 'GET',
      token,
      proof,
      accept: headers.get('accept'),
    });
    return new Response();
  };
  return {
    sent,
    clock,
    keyring,
    ...createGatewayIdentity({ identityUrl, key: () => keyring.key, fetch: record, now: () => clock.at }),
  };
}

it('sends a short token of its own and a proof for exactly this request', async () => {
  const { sent, clock, podFetch, webId } = recordingIdentity();
  await podFetch('https://pod.example/parley/preferences.ttl?x=1#it', { headers: { accept: 'text/turtle' } });
  const [request] = sent;
  const { payload, protectedHeader } = await jwtVerify(
    request!.token,
    createLocalJWKSet({ keys: [{ ...publicJwk, kid: 'identity-1' }] }),
    {
      issuer: identityUrl,
      audience: 'solid',
      typ: 'at+jwt',
      currentDate: clock.at,
    },
  );
  const proof = await jwtVerify(request!.proof, EmbeddedJWK, { typ: 'dpop+jwt', currentDate: clock.at });
  expect(webId).toBe('https://gw.example/identity/card#gateway');
  expect(protectedHeader.kid).toBe('identity-1');
  expect(payload).toMatchObject({ sub: webId, webid: webId, client_id: webId });
  expect(payload.exp! - payload.iat!).toBe(300);
  expect(payload['cnf']).toEqual({
    jkt: await calculateJwkThumbprint(decodeProtectedHeader(request!.proof).jwk!),
  });
  expect(decodeProtectedHeader(request!.proof).jwk).not.toHaveProperty('d');
  expect(proof.payload).toMatchObject({ htm: 'GET', htu: 'https://pod.example/parley/preferences.ttl' });
  expect(request!.accept).toBe('text/turtle');
});

it('keeps a token until a minute before its end, and never a proof', async () => {
  const { sent, clock, podFetch } = recordingIdentity();
  const start = clock.at.getTime();
  for (const seconds of [0, 239, 240]) {
    clock.at = new Date(start + seconds * 1000);
    await podFetch('https://pod.example/a', { method: 'put' });
  }
  expect(sent[1]!.token).toBe(sent[0]!.token);
  expect(sent[2]!.token).not.toBe(sent[1]!.token);
  expect(new Set(sent.map(({ proof }) => proof)).size).toBe(3);
});

it('signs with the new key from the first request after a rotation on', async () => {
  const { sent, podFetch, keyring } = recordingIdentity();
  await podFetch('https://pod.example/a');
  keyring.key = { ...keys[0]!, kid: 'identity-2' };
  await podFetch('https://pod.example/a');
  await podFetch('https://pod.example/a');
  expect(sent.map(({ token }) => decodeProtectedHeader(token).kid)).toEqual([
    'identity-1',
    'identity-2',
    'identity-2',
  ]);
  expect(sent[2]!.token).toBe(sent[1]!.token);
});

it('publishes its document, its configuration and only the public half of its keys', async () => {
  const server = express()
    .use('/identity', createIdentityRoutes({ identityUrl, keys: () => keys }))
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/identity`;
  const card = await fetch(`${base}/card`);
  expect(card.headers.get('content-type')).toContain('text/turtle');
  expect(await card.text()).toContain('solid:oidcIssuer <https://gw.example/identity/>');
  const configuration = (await (await fetch(`${base}/.well-known/openid-configuration`)).json()) as object;
  expect(configuration).toMatchObject({ issuer: identityUrl, jwks_uri: 'https://gw.example/identity/jwks' });
  const { kty, crv, x, y } = publicJwk;
  expect(await (await fetch(`${base}/jwks`)).json()).toEqual({
    keys: [{ kty, crv, x, y, kid: 'identity-1', alg: 'ES256', use: 'sig' }],
  });
  server.close();
});
