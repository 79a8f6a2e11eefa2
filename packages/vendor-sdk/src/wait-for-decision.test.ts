import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type Consent,
  createMemoryReceiptStore,
  type PendingRequest,
  type PendingRequestHandle,
  type RequestState,
  type VendorClientOptions,
} from './index.ts';
import {
  CLIENT_ID,
  CONSENT_ID,
  type Connected,
  connect,
  ENTRY,
  GATEWAY,
  problem,
} from './test-support/connect.ts';
import { serverMetadataOf } from './testing/endpoints/metadata.ts';
import { signToken } from './testing/fake-keys.ts';
import type { Waiting } from './testing/fake-state.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

async function asked(options: Partial<VendorClientOptions> = {}) {
  const connected = await connect(options);
  const request = await connected.client
    .at(GATEWAY)
    .ask({ details: [ENTRY], to: { subject: 'x' }, bindingMessage: 'Order 4711' });
  return { ...connected, all: connected, request, owner: connected.state.waiting };
}

const statesOf = (request: PendingRequest, signal?: AbortSignal) =>
  request.waitForDecision(signal === undefined ? {} : { signal })[Symbol.asyncIterator]();
const polls = ({ gateway }: Pick<Connected, 'gateway'>): number =>
  gateway.requests.filter((each) => each === 'POST /token').length;

/** Time for the client, for the gateway and for timers. */
async function pass({ clock }: Pick<Connected, 'clock'>, seconds: number): Promise<void> {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
  await vi.advanceTimersByTimeAsync(seconds * 1000);
}

const secondsUntilNext = (
  { clock }: Pick<Connected, 'clock'>,
  { value }: IteratorResult<RequestState, void>,
): number => {
  if (value?.status !== 'pending') throw new Error(`it is ${value?.status}`);
  return (Date.parse(value.nextPollAt) - clock.now.getTime()) / 1000;
};

it('polls once an interval, and ends with the consent, its receipt saved', async () => {
  const store = createMemoryReceiptStore();
  const { request, owner, all } = await asked({ store });
  const states = statesOf(request);
  expect(secondsUntilNext(all, await states.next())).toBe(30);
  const second = states.next();
  await pass(all, 29);
  // It is the pause that is not over: there is no other timer.
  expect([polls(all), vi.getTimerCount()]).toEqual([0, 1]);
  await pass(all, 1);
  expect(secondsUntilNext(all, await second)).toBe(30);
  // The first poll is told the nonce, and repeats itself.
  expect(polls(all)).toBe(2);
  owner.says = 'given';
  const third = states.next();
  await pass(all, 30);
  const { value } = await third;
  expect(value).toMatchObject({ status: 'given', consent: { id: CONSENT_ID, version: 1 } });
  expect(await store.find({ gateway: GATEWAY, consentId: CONSENT_ID })).toMatchObject({ version: 1 });
  expect(await states.next()).toEqual({ done: true, value: undefined });
  // Whoever waits again is told the same, and nobody polls.
  expect((await statesOf(request).next()).value).toBe(value);
  expect(polls(all)).toBe(3);
});

it('goes slower when it is told to, from then on', async () => {
  const { request, owner, all } = await asked();
  const states = statesOf(request);
  await states.next();
  for (const [says, interval] of [
    ['slow_down', 35],
    ['authorization_pending', 35],
    ['slow_down', 40],
  ] as const) {
    owner.says = says;
    const next = states.next();
    await pass(all, 40);
    expect(secondsUntilNext(all, await next)).toBe(interval);
  }
});

it.each<[Waiting['says'], string]>([
  ['access_denied', 'refused'],
  ['expired_token', 'expired'],
])('ends after %s: %s', async (says, status) => {
  const { request, owner, all } = await asked();
  owner.says = says;
  await pass(all, 31);
  const states = statesOf(request);
  expect(await states.next()).toEqual({ done: false, value: { status } });
  expect(await states.next()).toEqual({ done: true, value: undefined });
});

it('is over at its end, whatever a gateway goes on to say, and asks it at the end', async () => {
  const { request, all } = await asked();
  const states = statesOf(request);
  await states.next();
  const next = states.next();
  await pass(all, 604_790);
  expect(secondsUntilNext(all, await next)).toBe(10);
  const last = states.next();
  await pass(all, 10);
  expect((await last).value).toEqual({ status: 'expired' });
});

it('asks also after the end: what was given waits a day longer', async () => {
  const { request, owner, all } = await asked();
  owner.says = 'given';
  await pass(all, 604_801);
  expect((await statesOf(request).next()).value).toMatchObject({ status: 'given' });
});

it('goes on after a gateway that could not be reached, and says why it waits', async () => {
  const { gateway, request, owner, all } = await asked();
  await pass(all, 31);
  gateway.answerNext('/token', () => Promise.reject(new TypeError('connection reset')));
  const states = statesOf(request);
  expect((await states.next()).value).toMatchObject({ status: 'pending', fault: { code: 'network' } });
  expect(polls(all)).toBe(1);
  gateway.answerNext('/token', () => problem(503, 'temporarily_unavailable', { 'retry-after': '120' }));
  const second = states.next();
  await pass(all, 30);
  expect(secondsUntilNext(all, await second)).toBe(120);
  gateway.answerNext('/token', () => new Response('', { status: 500 }));
  const third = states.next();
  await pass(all, 120);
  expect((await third).value).toMatchObject({ status: 'pending', fault: { code: 'gateway_error' } });
  owner.says = 'given';
  const fourth = states.next();
  await pass(all, 30);
  expect((await fourth).value).toMatchObject({ status: 'given' });
});

it('says so where it cannot be reached at the end either', async () => {
  const { gateway, request, all } = await asked();
  await pass(all, 604_801);
  gateway.answerNext('/token', () => Promise.reject(new TypeError('connection reset')));
  await expect(statesOf(request).next()).rejects.toMatchObject({ code: 'network' });
});

it('goes on from its handle on another process, at once where the interval is over', async () => {
  const { client, request, owner, all } = await asked();
  await statesOf(request).next();
  owner.says = 'given';
  await pass(all, 3_600);
  const resumed = client.at(GATEWAY).resumeRequest(JSON.parse(JSON.stringify(request.handle)));
  expect((await statesOf(resumed).next()).value).toMatchObject({ status: 'given' });
});

it.each<[string, unknown]>([
  ['nothing', null],
  ['a handle of another gateway', { gateway: 'https://other.example' }],
  ['a handle without what to poll with', { authReqId: '' }],
  ['a handle without an end', { expiresAt: 'soon' }],
  ['a handle without an interval', { intervalSeconds: 0 }],
])('refuses %s', async (_case, change) => {
  const { client, request } = await asked();
  const handle = change === null ? change : { ...request.handle, ...(change as object) };
  expect(() => client.at(GATEWAY).resumeRequest(handle as PendingRequestHandle)).toThrow(
    expect.objectContaining({ code: 'invalid_options' }),
  );
});

it('ends at once when it is aborted between polls, and polls no more', async () => {
  const { request, all } = await asked();
  const stop = new AbortController();
  const states = statesOf(request, stop.signal);
  await states.next();
  const next = states.next();
  stop.abort();
  await expect(next).rejects.toMatchObject({ code: 'aborted' });
  await expect(statesOf(request, stop.signal).next()).rejects.toMatchObject({ code: 'aborted' });
  const again = statesOf(request);
  await again.next();
  const state = again.next();
  await pass(all, 30);
  await state;
  // One poll, told the nonce and repeated: none was sent after the abort.
  expect(polls(all)).toBe(2);
});

it('ends when it was taken back, without another poll', async () => {
  const { request, all } = await asked();
  const states = statesOf(request);
  await states.next();
  await request.cancel();
  const next = states.next();
  await pass(all, 30);
  expect((await next).value).toEqual({ status: 'cancelled' });
  expect(polls(all)).toBe(0);
});

it('loses nothing when it is aborted during the poll that brings the decision', async () => {
  const store = createMemoryReceiptStore();
  const { request, owner, all, state } = await asked({ store });
  await pass(all, 31);
  owner.says = 'given';
  const stop = new AbortController();
  state.lies.token = (body) => {
    stop.abort();
    return body;
  };
  await expect(statesOf(request, stop.signal).next()).rejects.toMatchObject({ code: 'aborted' });
  expect((await statesOf(request).next()).value).toMatchObject({ status: 'given' });
  expect(await store.find({ gateway: GATEWAY, consentId: CONSENT_ID })).toBeDefined();
});

it('keeps what came until it could be saved', async () => {
  const kept = createMemoryReceiptStore();
  let isFull = true;
  const save: typeof kept.save = (saved) =>
    isFull ? Promise.reject(new Error('disk full')) : kept.save(saved);
  const { request, owner, all } = await asked({ store: { ...kept, save } });
  await pass(all, 31);
  owner.says = 'given';
  await expect(statesOf(request).next()).rejects.toMatchObject({ code: 'store_failed' });
  isFull = false;
  const { value } = await statesOf(request).next();
  expect((value as { consent: Consent }).consent.id).toBe(CONSENT_ID);
});

it('gives out no consent for another request, nor for more than was asked', async () => {
  const { client, request, owner, all, state } = await asked();
  await pass(all, 31);
  owner.says = 'given';
  const other = client.at(GATEWAY).resumeRequest({ ...request.handle, requestSha256: 'x'.repeat(43) });
  await expect(statesOf(other).next()).rejects.toMatchObject({ code: 'receipt_mismatch' });
  owner.says = 'given';
  state.lies.receipt = (claims) => {
    const [entry] = claims['authorization_details'] as object[];
    Object.assign(entry ?? {}, { recipients: ['https://evil.example'] });
  };
  await expect(statesOf(request).next()).rejects.toMatchObject({ code: 'receipt_mismatch' });
});

it.each<[string, string]>([
  ['expired', 'consent_not_picked_up'],
  ['withdrawn', 'consent_withdrawn'],
])('says what became of a consent that is %s before it was fetched', async (status, code) => {
  const { request, owner, all } = await asked();
  await pass(all, 31);
  owner.says = 'given';
  owner.standsAs = status as 'expired';
  await expect(statesOf(request).next()).rejects.toMatchObject({ code, consentStatus: status });
});

it('checks what comes beside the tokens by the client’s clock, not by the machine’s', async () => {
  const all = await connect();
  const { gateway, client, state, clock } = all;
  clock.now = new Date(Date.now() - 3_600_000);
  const metadata = { ...serverMetadataOf(GATEWAY), id_token_signing_alg_values_supported: ['ES256'] };
  gateway.answerNext('/.well-known/oauth-authorization-server', () => Response.json(metadata));
  const at = Math.floor(clock.now.getTime() / 1000);
  const idToken = await signToken({ iss: GATEWAY, aud: CLIENT_ID, sub: 'x', iat: at, exp: at + 300 });
  state.lies.token = (body) => ({ ...body, id_token: idToken });
  state.waiting.says = 'given';
  const request = await client
    .at(GATEWAY)
    .ask({ details: [ENTRY], to: { subject: 'x' }, bindingMessage: 'Order 4711' });
  await pass(all, 31);
  expect((await statesOf(request).next()).value).toMatchObject({ status: 'given' });
});

it('says when the answer was fetched before, and tells nobody what it is fetched with', async () => {
  const { gateway, request, owner, all } = await asked();
  await pass(all, 31);
  owner.says = 'used';
  const error = await statesOf(request)
    .next()
    .catch((fault: unknown) => fault);
  expect(error).toMatchObject({ code: 'grant_refused' });
  gateway.answerNext('/token', () => Response.json({ error: request.handle.authReqId }, { status: 400 }));
  const echoed = await statesOf(request)
    .next()
    .catch((fault: unknown) => fault);
  expect(echoed).toMatchObject({ code: 'invalid_request' });
  expect(String(echoed)).not.toContain('canary');
});
