import { describe, expect, it } from 'vitest';
import type { VendorSdkErrorCode } from '../index.ts';
import { connect, GATEWAY } from '../test-support/connect.ts';
import { serverMetadataOf } from '../testing/endpoints/metadata.ts';

const SERVER = '/.well-known/oauth-authorization-server';
const RESOURCE = '/.well-known/oauth-protected-resource/v1';
const resource = { resource: `${GATEWAY}/v1`, authorization_servers: [GATEWAY] };

describe('looking at a gateway', () => {
  it('happens once, however many ask', async () => {
    const { gateway, client } = await connect();
    await Promise.all([
      client.at(GATEWAY).check(),
      client.at(GATEWAY).check(),
      client.at(`${GATEWAY}/`).check(),
    ]);
    await client.at(GATEWAY).check();
    expect(gateway.requests).toEqual([`GET ${SERVER}`, `GET ${RESOURCE}`]);
  });

  it('happens again after an hour', async () => {
    const { gateway, client, clock } = await connect();
    await client.at(GATEWAY).check();
    clock.now = new Date(clock.now.getTime() + 3_600_000);
    await client.at(GATEWAY).check();
    expect(gateway.requests).toHaveLength(4);
  });

  it('is tried anew after a failure', async () => {
    const { gateway, client } = await connect({ retry: { maxAttempts: 1 } });
    gateway.answerNext(SERVER, () => Promise.reject(new TypeError('fetch failed')));
    await expect(client.at(GATEWAY).check()).rejects.toMatchObject({
      code: 'network',
      cause: { message: 'fetch failed' },
    });
    await client.at(GATEWAY).check();
  });

  it.each<[string, VendorSdkErrorCode, object]>([
    ['A36a another issuer', 'issuer_mismatch', { issuer: 'https://other.example' }],
    ['its issuer with a path', 'issuer_mismatch', { issuer: `${GATEWAY}/path` }],
    ['its issuer with a slash', 'issuer_mismatch', { issuer: `${GATEWAY}/` }],
    [
      'A36a a token endpoint elsewhere',
      'invalid_response',
      { token_endpoint: 'https://other.example/token' },
    ],
    [
      'A36a a login page elsewhere',
      'invalid_response',
      { authorization_endpoint: 'https://other.example/auth' },
    ],
    ['no pushed requests', 'invalid_response', { pushed_authorization_request_endpoint: undefined }],
    [
      'no issuer in its answers',
      'invalid_response',
      { authorization_response_iss_parameter_supported: false },
    ],
  ])('refuses one that states %s', async (_case, code, change) => {
    const { gateway, client } = await connect();
    gateway.answerNext(SERVER, () => Response.json({ ...serverMetadataOf(GATEWAY), ...change }));
    await expect(client.at(GATEWAY).check()).rejects.toMatchObject({ code });
  });

  it.each<[string, VendorSdkErrorCode, object]>([
    ['A36b another address', 'invalid_response', { ...resource, resource: 'https://other.example/v1' }],
    [
      'A36b another authorization server',
      'issuer_mismatch',
      { ...resource, authorization_servers: ['https://other.example'] },
    ],
    ['no Parley access', 'invalid_response', resource],
  ])('refuses a read API that states %s', async (_case, code, metadata) => {
    const { gateway, client } = await connect();
    gateway.answerNext(RESOURCE, () => Response.json(metadata));
    await expect(client.at(GATEWAY).check()).rejects.toMatchObject({ code });
  });

  it.each<[string, VendorSdkErrorCode, () => Response]>([
    ['knows nothing of it', 'invalid_gateway', () => new Response('no such page', { status: 404 })],
    [
      'answers with a page',
      'invalid_response',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    ],
    ['sends the client elsewhere', 'invalid_response', () => Response.redirect('https://other.example/')],
    ['is broken', 'gateway_error', () => new Response('', { status: 500 })],
  ])('refuses a server that %s', async (_case, code, answer) => {
    const { gateway, client } = await connect();
    gateway.answerNext(SERVER, answer);
    await expect(client.at(GATEWAY).check()).rejects.toMatchObject({ code });
  });
});
