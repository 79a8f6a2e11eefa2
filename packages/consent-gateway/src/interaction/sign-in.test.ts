import { sha256 } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestProvider, type TestProvider } from '../testing/test-provider.ts';
import { testEntry } from '../testing/test-vendor.ts';
import { beginSignIn, confirmSignIn, type PendingDecision, type SignInStore } from './sign-in.ts';

const ANN = 'https://ann.example/#me';
const clock = { at: new Date('2026-11-22T12:00:00Z') };
const now = () => clock.at;
const decided = { requestId: 'request_1', interactionUid: 'uid', webId: ANN, approved: [testEntry()] };

let provider: TestProvider;
let pending: Map<string, PendingDecision & { ticketHash?: string }>;
const store: SignInStore = {
  begin: async (stateHash, each) => void pending.set(stateHash, each),
  find: async (stateHash) => {
    const found = pending.get(stateHash);
    return found?.ticketHash === undefined ? found : undefined;
  },
  confirm: async (stateHash, ticketHash, confirmed) => {
    if (pending.get(stateHash)?.ticketHash !== undefined) return false;
    pending.set(stateHash, { ...confirmed, ticketHash });
    return true;
  },
  findConfirmed: async () => undefined,
  remove: async () => undefined,
};
beforeEach(async () => {
  clock.at = new Date('2026-11-22T12:00:00Z');
  pending = new Map();
  provider = await createTestProvider({ webId: ANN, now });
});
const options = () => ({
  gateway: 'https://gw.example',
  providers: provider.providers,
  store,
  isAcceptableAddress: (address: string) => address.startsWith('https://') && !address.includes('10.0.0.1'),
  now,
});
const begin = async (changes: object = {}) =>
  Object.fromEntries(new URL(await beginSignIn({ ...decided, ...changes }, options())).searchParams);

describe('where the browser is sent', () => {
  it('is the owner’s own provider, for an ID token over exactly this decision and nothing else', async () => {
    const address = await beginSignIn(decided, options());
    expect(address).toMatch(/^https:\/\/idp\.example\/authorize\?tenant=1&/);
    const parameters = Object.fromEntries(new URL(address).searchParams);
    const [kept] = pending.values();
    expect(parameters).toEqual({
      tenant: '1',
      client_id: 'https://gw.example/client.jsonld',
      redirect_uri: 'https://gw.example/sign-in/callback',
      response_type: 'id_token',
      response_mode: 'form_post',
      scope: 'openid webid',
      nonce: await sha256(kept?.decision ?? ''),
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect([...pending.keys()]).toEqual([await sha256(parameters['state'] ?? '')]);
    expect(JSON.parse(kept?.decision ?? '')).toMatchObject({
      requestId: 'request_1',
      approved: decided.approved,
    });
  });

  it('is never twice the same', async () => {
    const [one, other] = [await begin(), await begin()];
    expect(one['nonce']).not.toBe(other['nonce']);
    expect(one['state']).not.toBe(other['state']);
  });

  it('is the first named provider that can answer with an ID token', async () => {
    provider.named.set(ANN, ['http://10.0.0.1/', provider.issuer]);
    await begin();
    expect([...pending.values()]).toMatchObject([{ issuer: provider.issuer }]);
  });

  const NO_PROVIDER = 'the WebID names no provider that can confirm a decision on this page';
  it.each<[string, string, () => void, string]>([
    ['that is no address', 'ann', () => undefined, 'the WebID is no acceptable address'],
    ['that is nothing', '', () => undefined, 'the WebID is no acceptable address'],
    ['that is never fetched', 'https://10.0.0.1/#me', () => undefined, 'the WebID is no acceptable address'],
    ['that names no provider', 'https://bob.example/#me', () => undefined, NO_PROVIDER],
    [
      'whose provider is never fetched',
      ANN,
      () => void provider.named.set(ANN, ['https://10.0.0.1/']),
      NO_PROVIDER,
    ],
    [
      'whose provider gives codes only',
      ANN,
      () => Object.assign(provider.metadata, { responseTypes: ['code'] }),
      NO_PROVIDER,
    ],
    [
      'whose provider sends browsers to a script',
      ANN,
      () => Object.assign(provider.metadata, { authorizationEndpoint: 'javascript:alert(1)' }),
      NO_PROVIDER,
    ],
  ])('is nowhere for a WebID %s', async (_what, webId, prepare, message) => {
    prepare();
    await expect(begin({ webId })).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'invalid_request',
      message,
    });
    expect(pending.size).toBe(0);
  });
});

describe('what the provider answers', () => {
  const NOW = () => Math.floor(clock.at.getTime() / 1000);
  const claims = (nonce: string | undefined, changes: object = {}) => ({
    iss: provider.issuer,
    aud: 'https://gw.example/client.jsonld',
    sub: ANN,
    webid: ANN,
    nonce,
    iat: NOW(),
    exp: NOW() + 300,
    ...changes,
  });
  const answer = async (changes: object = {}, header: Record<string, unknown> = {}) => {
    const { state = '', nonce } = await begin();
    return { state, idToken: await provider.sign(claims(nonce, changes), header) };
  };
  const confirm = (given: { state: string; idToken: string }) => confirmSignIn(given, options());

  it('confirms the decision, which is kept with the answer under a ticket', async () => {
    const given = await answer();
    const { pending: found, ticket } = await confirm(given);
    expect(found).toMatchObject({ requestId: 'request_1', webId: ANN, approved: decided.approved });
    const [kept] = pending.values();
    expect(kept).toMatchObject({ idToken: given.idToken, ticketHash: await sha256(ticket) });
  });

  it.each<[string, object]>([
    ['without webid, where sub is the WebID', { webid: undefined }],
    ['for us among others', { aud: ['https://gw.example/client.jsonld', 'https://other.example/'] }],
    ['at the very end', { exp: 1_795_348_800 - 29 }],
  ])('%s confirms it too', async (_what, changes) => {
    await expect(confirm(await answer(changes))).resolves.toBeDefined();
  });

  const NOT_HELD = "the provider's answer does not hold";
  const OTHER = 'the provider confirmed another decision or another person';
  it.each<[string, object, Record<string, unknown>, string]>([
    ['another nonce', { nonce: 'n'.repeat(43) }, {}, OTHER],
    ['no nonce', { nonce: undefined }, {}, NOT_HELD],
    ['another person', { webid: 'https://eve.example/#me' }, {}, OTHER],
    ['another person as sub alone', { webid: undefined, sub: 'https://eve.example/#me' }, {}, OTHER],
    ['the person written otherwise', { webid: 'https://ann.example/' }, {}, OTHER],
    ['another audience', { aud: 'https://other.example/client.jsonld' }, {}, NOT_HELD],
    ['the audience of pods', { aud: 'solid' }, {}, NOT_HELD],
    ['another issuer', { iss: 'https://evil.example/' }, {}, NOT_HELD],
    ['an end that is past', { exp: 1_795_348_800 - 31 }, {}, NOT_HELD],
    ['no end', { exp: undefined }, {}, NOT_HELD],
    ['a beginning eleven minutes ago', { iat: 1_795_348_800 - 660 }, {}, NOT_HELD],
    ['a beginning in an hour', { iat: 1_795_348_800 + 3_600 }, {}, NOT_HELD],
    ['no beginning', { iat: undefined }, {}, NOT_HELD],
    ['a key that nobody knows', {}, { kid: 'other' }, NOT_HELD],
  ])('with %s confirms nothing', async (_what, changes, header, message) => {
    await expect(confirm(await answer(changes, header))).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'access_denied',
      message,
    });
    expect([...pending.values()].some(({ ticketHash }) => ticketHash !== undefined)).toBe(false);
  });

  it.each([
    ['no token', 'token'],
    ['a token of another provider', undefined],
  ])('with %s confirms nothing', async (_what, text) => {
    const { state = '', nonce } = await begin();
    const idToken = text ?? (await (await createTestProvider({ webId: ANN, now })).sign(claims(nonce)));
    await expect(confirm({ state, idToken })).rejects.toMatchObject({
      code: 'access_denied',
      message: NOT_HELD,
    });
  });

  it('to another decision confirms nothing: an answer cannot be moved', async () => {
    const [mine, other] = [await answer(), await answer()];
    await expect(confirm({ state: other.state, idToken: mine.idToken })).rejects.toMatchObject({
      message: OTHER,
    });
    await expect(confirm({ state: 'unknown', idToken: mine.idToken })).rejects.toMatchObject({
      code: 'access_denied',
      message: 'no decision waits for this answer',
    });
  });

  it('a second time confirms nothing', async () => {
    const given = await answer();
    await confirm(given);
    await expect(confirm(given)).rejects.toMatchObject({ message: 'no decision waits for this answer' });
  });

  it('twice at the same time confirms once', async () => {
    const given = await answer();
    const results = await Promise.allSettled([confirm(given), confirm(given)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = results.filter((each) => each.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'access_denied', message: 'this answer came before' });
  });

  it('confirms nothing once the WebID names the provider no longer', async () => {
    const given = await answer();
    provider.named.set(ANN, ['https://other.example/']);
    await expect(confirm(given)).rejects.toMatchObject({
      code: 'access_denied',
      message: 'the WebID no longer names this provider',
    });
  });
});
