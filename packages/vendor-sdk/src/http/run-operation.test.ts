import { describe, expect, it } from 'vitest';
import { type Consent, isVendorSdkError, type VendorClientOptions, VendorSdkError } from '../index.ts';
import {
  CARE,
  type Connected,
  connect,
  GATEWAY,
  listOf,
  obtainConsent,
  problem,
} from '../test-support/connect.ts';
import { serverMetadataOf } from '../testing/endpoints/metadata.ts';
import { delayBeforeRetry } from './run-operation.ts';

const busy = (retryAfter: string) => (): Response =>
  problem(503, 'temporarily_unavailable', { 'retry-after': retryAfter });

describe('a read that fails for now', () => {
  it.each<[string, () => Response | Promise<Response>]>([
    ['the network fails', () => Promise.reject(new TypeError('fetch failed'))],
    ['the gateway is busy', busy('0')],
    ['the gateway is busy and says no time', () => new Response('busy', { status: 503 })],
    ['there are too many requests', () => problem(429, 'too_many_requests', { 'retry-after': '0' })],
    ['a proxy cannot reach the gateway', () => new Response('<html>', { status: 502 })],
  ])('is tried again when %s, each time with a new proof', async (_case, answer) => {
    const { gateway, dpopHeaders, consent } = await given();
    gateway.answerNext('/v1/issues', answer);
    gateway.answerNext('/v1/issues', answer);
    expect(await read(consent)).toEqual([]);
    expect(gateway.requests).toHaveLength(3);
    const proofs = dpopHeaders.slice(-3);
    expect(new Set(proofs).size).toBe(3);
  });

  it('is an error after the last attempt', async () => {
    const { gateway, consent } = await given();
    for (let count = 0; count < 3; count += 1) gateway.answerNext('/v1/issues', busy('0'));
    await expect(read(consent)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
      retryAfterSeconds: 0,
    });
    expect(gateway.requests).toHaveLength(3);
  });

  it('is an error at once when the wait would be longer than the cap', async () => {
    const { gateway, consent } = await given();
    gateway.answerNext('/v1/issues', busy('11'));
    await expect(read(consent)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
      retryAfterSeconds: 11,
    });
    expect(gateway.requests).toHaveLength(1);
  });

  it('is an error at once when the day has no reads left', async () => {
    const { gateway, consent } = await given();
    gateway.answerNext('/v1/issues', () => problem(429, 'read_limit', { 'retry-after': '1' }));
    await expect(read(consent)).rejects.toMatchObject({
      code: 'read_limit',
      retryAfterSeconds: 1,
      status: 429,
    });
    expect(gateway.requests).toHaveLength(1);
  });
});

describe('limits', () => {
  it('ends with aborted as soon as the signal says so', async () => {
    const { gateway, consent } = await given();
    const abort = new AbortController();
    gateway.answerNext('/v1/issues', () => {
      abort.abort();
      return new Promise(() => {});
    });
    const listing = listOf(consent.issues.list({ purpose: CARE, signal: abort.signal }));
    await expect(listing).rejects.toMatchObject({
      code: 'aborted',
      message: 'The signal of the call was aborted.',
    });
  });

  it('sends nothing when the signal is aborted before', async () => {
    const { gateway, consent } = await given();
    const listing = listOf(consent.issues.list({ purpose: CARE, signal: AbortSignal.abort() }));
    await expect(listing).rejects.toMatchObject({ code: 'aborted' });
    expect(gateway.requests).toEqual([]);
  });

  it('ends the wait before another attempt', async () => {
    const { gateway, consent } = await given({ retry: { firstDelayMs: 5_000 } });
    const abort = new AbortController();
    gateway.answerNext('/v1/issues', () => {
      setTimeout(() => abort.abort(), 1);
      return new Response('busy', { status: 503 });
    });
    const listing = listOf(consent.issues.list({ purpose: CARE, signal: abort.signal }));
    await expect(listing).rejects.toMatchObject({ code: 'aborted' });
  });

  it('ends with timeout when no answer comes', async () => {
    const { gateway, consent } = await given({ timeoutMs: 300 });
    gateway.answerNext('/v1/issues', () => new Promise(() => {}));
    await expect(read(consent)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('ends with timeout when an answer never ends', async () => {
    const { gateway, consent } = await given({ timeoutMs: 300 });
    gateway.answerNext(
      '/v1/issues',
      () => new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(1)) })),
    );
    await expect(read(consent)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('one caller that gives up does not end the renewal that others wait for', async () => {
    const { gateway, clock, consent } = await given();
    clock.now = new Date(clock.now.getTime() + 600_000);
    const abort = new AbortController();
    const leaving = listOf(consent.issues.list({ purpose: CARE, signal: abort.signal }));
    const staying = read(consent);
    abort.abort();
    await expect(leaving).rejects.toMatchObject({ code: 'aborted' });
    expect(await staying).toEqual([]);
    expect(gateway.requests.filter((request) => request === 'POST /token')).toHaveLength(1);
  });
});

describe('the wait before another attempt', () => {
  const retry = { maxAttempts: 5, firstDelayMs: 100, maxDelayMs: 1_000 };
  const failed = new VendorSdkError('network');

  it('grows, is never the same for all, and is capped', () => {
    const delays = (attemptNumber: number): number[] =>
      Array.from({ length: 50 }, () => delayBeforeRetry(failed, attemptNumber, retry) ?? Number.NaN);
    for (const [attemptNumber, ceiling] of [
      [1, 100],
      [2, 200],
      [3, 400],
      [4, 800],
    ] as const) {
      expect(delays(attemptNumber).every((delay) => delay >= ceiling / 2 && delay <= ceiling)).toBe(true);
    }
    expect(new Set(delays(1)).size).toBeGreaterThan(1);
    expect(delayBeforeRetry(failed, 4, { ...retry, maxDelayMs: 10 })).toBeLessThanOrEqual(10);
  });

  it.each(['access_denied', 'invalid_response', 'gateway_error', 'read_limit'] as const)(
    'is no use after %s',
    (code) => {
      expect(delayBeforeRetry(new VendorSdkError(code), 1, retry)).toBeUndefined();
    },
  );
});

describe('an address that is not the gateway’s', () => {
  it('gets no token, whatever the metadata say', async () => {
    const { gateway, client } = await connect();
    const metadata = { ...serverMetadataOf(GATEWAY), token_endpoint: 'https://other.example/token' };
    gateway.answerNext('/.well-known/oauth-authorization-server', () => Response.json(metadata));
    await expect(client.at(GATEWAY).check()).rejects.toSatisfy((error) =>
      isVendorSdkError(error, 'invalid_response'),
    );
    expect(gateway.requests).toHaveLength(1);
  });
});

const read = (consent: Consent): Promise<unknown> => listOf(consent.issues.list({ purpose: CARE }));

async function given(options: Partial<VendorClientOptions> = {}): Promise<Connected & { consent: Consent }> {
  const connected = await connect(options);
  const consent = await obtainConsent(connected);
  connected.gateway.requests.length = 0;
  return { ...connected, consent };
}
