import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CrmDouble, type Said, serve } from '../test-support/crm-double.ts';
import { createCrmHttp } from './crm-http.ts';

const double: CrmDouble = { answer: () => ({ status: 200, body: { ok: true } }), content: () => ({}) };
let served: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  served = await serve(double);
});
afterAll(() => served.close());

const origin = 'https://crm.example';
const request = { method: 'POST', path: '/things', body: { secret: 'value' }, expect: [200] } as const;
const callWith = (more = {}) =>
  createCrmHttp({ origin, authorization: () => 'Bearer one', fetch: served.fetch, ...more });

async function answersTo(...said: Said[]) {
  served.next.push(...said);
  const before = served.asked.length;
  const outcome = await callWith()(request).then(
    ({ status }) => status,
    ({ code, status, retryAfterSeconds, message }) => ({ code, status, retryAfterSeconds, message }),
  );
  served.next.length = 0;
  return { outcome, tries: served.asked.length - before };
}

const wait = (seconds: string, status = 429): Said => ({ status, headers: { 'retry-after': seconds } });

it('comes back when the CRM says when', async () => {
  expect(await answersTo(wait('0'), wait('0', 503), wait('0', 409))).toEqual({ outcome: 200, tries: 4 });
  expect(await answersTo(wait('Wed, 21 Oct 2015 07:28:00 GMT'))).toEqual({ outcome: 200, tries: 2 });
});

it('gives up after four tries', async () => {
  const { outcome, tries } = await answersTo(wait('0'), wait('0'), wait('0'), wait('0'));
  expect([outcome, tries]).toEqual([
    expect.objectContaining({ code: 'rate_limited', status: 429, retryAfterSeconds: 0 }),
    4,
  ]);
});

it('leaves a long wait to the caller', async () => {
  const { outcome, tries } = await answersTo(wait('3600', 503));
  expect([outcome, tries]).toEqual([
    expect.objectContaining({ code: 'unavailable', retryAfterSeconds: 3600 }),
    1,
  ]);
});

it.each([
  [400, 'refused'],
  [401, 'refused'],
  [302, 'refused'],
  [500, 'unavailable'],
])('%i is %s, once, without what the CRM quotes', async (status, code) => {
  const body = { message: 'the value is bad: value' };
  const { outcome, tries } = await answersTo({ status, body, headers: { location: 'https://evil.example' } });
  expect([outcome, tries]).toEqual([expect.objectContaining({ code, status }), 1]);
  expect(JSON.stringify(outcome)).not.toContain('value');
});

it('asks for the authorization again at each try', async () => {
  const tokens = ['old', 'new'];
  served.next.push(wait('0'));
  await callWith({ authorization: async () => `Bearer ${tokens.shift()}` })(request);
  expect(served.asked.slice(-2).map(({ headers }) => headers['authorization'])).toEqual([
    'Bearer old',
    'Bearer new',
  ]);
});

it('ends with the signal, in a request and in a wait', async () => {
  const hanging = new AbortController();
  const fetch = (_: unknown, { signal }: RequestInit) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      hanging.abort();
    });
  await expect(callWith({ fetch })(request, hanging.signal)).rejects.toMatchObject({ code: 'aborted' });
  const waiting = new AbortController();
  const inWait = async () => {
    queueMicrotask(() => setTimeout(() => waiting.abort()));
    return new Response(null, { status: 429, headers: { 'retry-after': '20' } });
  };
  await expect(callWith({ fetch: inWait })(request, waiting.signal)).rejects.toMatchObject({
    code: 'aborted',
  });
});

it('has a time limit, and says when nothing is there', async () => {
  const silent = (_: unknown, { signal }: RequestInit) =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  await expect(callWith({ fetch: silent, timeoutMs: 1 })(request)).rejects.toMatchObject({ code: 'timeout' });
  const nothing = () => Promise.reject(new TypeError('fetch failed'));
  await expect(callWith({ fetch: nothing })(request)).rejects.toMatchObject({ code: 'network' });
});

it.each(['http://crm.example', 'https://crm.example/', 'https://crm.example/path', 'nothing'])(
  'refuses the origin %s',
  (wrong) => {
    expect(() => callWith({ origin: wrong })).toThrowError(
      expect.objectContaining({ code: 'invalid_options' }),
    );
  },
);
