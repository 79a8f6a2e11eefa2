import { expect, expectTypeOf, it } from 'vitest';
import type { AccessRequest, AskedOwner, GatewayClient, PendingRequest } from './index.ts';
import { connect, ENTRY, GATEWAY, problem, REDIRECT_URI } from './test-support/connect.ts';
import { NONCE } from './testing/answers.ts';
import { AUTH_REQ_ID } from './testing/endpoints/backchannel.ts';
import { serverMetadataOf } from './testing/endpoints/metadata.ts';

const INVITATION = `${GATEWAY}/invitation/canary-code`;
const about = { details: [ENTRY], bindingMessage: 'Order 4711' };

it.each<[string, AskedOwner, string]>([
  ['a subject', { subject: 'pairwise-subject' }, 'pairwise-subject'],
  ['an invitation', { invitation: INVITATION }, INVITATION],
  ['an invitation’s code', { invitation: 'invitation:canary-code' }, 'invitation:canary-code'],
  ['a hint', { hint: 'deferral:canary' }, 'deferral:canary'],
])('signs what is asked with %s, and gives a handle of plain JSON', async (_case, to, hint) => {
  const { state, client, clock } = await connect();
  const { handle } = await client.at(GATEWAY).ask({ ...about, to });
  const claims = {
    login_hint: hint,
    binding_message: 'Order 4711',
    scope: 'openid',
    resource: `${GATEWAY}/v1`,
  };
  expect(state.waiting.asked).toMatchObject([{ claims }]);
  const now = clock.now.getTime();
  expect(JSON.parse(JSON.stringify(handle))).toEqual({
    v: 1,
    gateway: GATEWAY,
    authReqId: AUTH_REQ_ID,
    requestSha256: expect.stringMatching(/^[\w-]{43}$/),
    askedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 604_800_000).toISOString(),
    intervalSeconds: 30,
  });
});

it('asks for a refresh token where it is wanted', async () => {
  const { state, client } = await connect();
  await client.at(GATEWAY).ask({ ...about, to: { subject: 'x' }, offlineAccess: true });
  expect(state.waiting.asked[0]?.claims['scope']).toBe('openid offline_access');
});

it.each<[string, object]>([
  ['nobody', {}],
  ['two at once', { subject: 'x', hint: 'y' }],
  ['an empty subject', { subject: '' }],
  ['a WebID as subject', { subject: 'https://ann.example/card#me' }],
  ['a WebID as hint', { hint: 'HTTPS://ann.example/card#me' }],
  ['an invitation to another gateway', { invitation: 'https://other.example/invitation/code' }],
  ['a gateway as invitation', { invitation: GATEWAY }],
  ['a hint without end', { hint: 'x'.repeat(501) }],
])('refuses to ask %s, before anything is sent', async (_case, to) => {
  const { gateway, client } = await connect();
  const asking = client.at(GATEWAY).ask({ ...about, to: to as AskedOwner });
  await expect(asking).rejects.toMatchObject({ code: 'invalid_options' });
  expect(gateway.requests).toEqual([]);
});

it.each(['', '!', 'a\nb', 'x'.repeat(41)])('refuses %j as binding message', async (bindingMessage) => {
  const { gateway, client } = await connect();
  const asking = client.at(GATEWAY).ask({ ...about, to: { subject: 'x' }, bindingMessage });
  await expect(asking).rejects.toMatchObject({ code: 'invalid_options' });
  expect(gateway.requests).toEqual([]);
});

it('never asks twice: the second would reach nobody, and nobody would say so', async () => {
  const { gateway, client } = await connect();
  gateway.answerNext('/backchannel', () => problem(503, 'temporarily_unavailable', { 'retry-after': '0' }));
  const asking = client.at(GATEWAY).ask({ ...about, to: { subject: 'x' } });
  await expect(asking).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  expect(gateway.requests.filter((request) => request === 'POST /backchannel')).toHaveLength(1);
});

it('says when a gateway takes no such requests', async () => {
  const { gateway, client } = await connect();
  const { backchannel_authentication_endpoint: _none, ...metadata } = serverMetadataOf(GATEWAY);
  gateway.answerNext('/.well-known/oauth-authorization-server', () => Response.json(metadata));
  const asking = client.at(GATEWAY).ask({ ...about, to: { subject: 'x' } });
  await expect(asking).rejects.toThrow('it takes no such requests');
});

it('says when a gateway answers without what to poll with', async () => {
  const { gateway, client } = await connect();
  gateway.answerNext('/backchannel', () =>
    Response.json({ expires_in: 1 }, { headers: { 'dpop-nonce': NONCE } }),
  );
  const asking = client.at(GATEWAY).ask({ ...about, to: { subject: 'x' } });
  await expect(asking).rejects.toMatchObject({ code: 'invalid_response' });
});

it('takes a request back, from its object and from its handle', async () => {
  const { gateway, client } = await connect();
  const request = await client.at(GATEWAY).ask({ ...about, to: { subject: 'x' } });
  await request.cancel();
  await client.at(GATEWAY).cancel(JSON.parse(JSON.stringify(request.handle)));
  const path = `POST /v1/requests/${request.handle.requestSha256}/cancel`;
  expect(new Set(gateway.requests.filter((each) => each.includes('/v1/requests/')))).toEqual(new Set([path]));
  const other = { ...request.handle, gateway: 'https://other.example' };
  await expect(client.at(GATEWAY).cancel(other)).rejects.toMatchObject({ code: 'invalid_options' });
});

it('has two ways, typed apart', () => {
  const ask = (gateway: GatewayClient) => ({
    here: () => gateway.ask({ details: [ENTRY], redirectUri: REDIRECT_URI }),
    away: () => gateway.ask({ ...about, to: { subject: 'x' } }),
    // @ts-expect-error: one way at a time
    both: () => gateway.ask({ ...about, to: { subject: 'x' }, redirectUri: REDIRECT_URI }),
    // @ts-expect-error: one owner at a time
    two: () => gateway.ask({ ...about, to: { subject: 'x', hint: 'y' } }),
  });
  expectTypeOf<ReturnType<ReturnType<typeof ask>['here']>>().resolves.toEqualTypeOf<AccessRequest>();
  expectTypeOf<ReturnType<ReturnType<typeof ask>['away']>>().resolves.toEqualTypeOf<PendingRequest>();
});
