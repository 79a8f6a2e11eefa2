import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../gateway-error.ts';
import type { DisclosureResult } from '../ledger/ledger.ts';
import { testLive } from '../testing/test-facts.ts';
import { type Asking, startTestReadApi, type TestWorld } from '../testing/test-read-api.ts';
import { TEST_ORIGIN, testEntry } from '../testing/test-vendor.ts';

const api = await startTestReadApi();
let world: TestWorld;
beforeEach(() => {
  world = api.reset();
});
afterAll(() => api.close());

describe('refuses, and asks no pod,', () => {
  it.each([
    ['A46a another purpose', '/issues', { purpose: 'https://w3id.org/dpv#Marketing' }],
    ['A46c no purpose', '/issues', { purpose: null }],
    ['A20a another category', '/contact', {}],
    ['A20c dot segments', '/issues/../preferences', {}],
    ['A20c encoded slashes', '/issues/..%2f..%2fx', {}],
    ['A20c a backslash', '/issues\\x', {}],
    ['A20c an empty segment', '/issues/', {}],
    ['A20c the root', '/', {}],
    ['A20c another case', '/Consent', {}],
  ] as [string, string, Asking][])('%s', async (_name, target, asking) => {
    const answer = await api.read(target, asking);
    expect([answer.status, answer.json.code]).toEqual([403, 'insufficient_authorization']);
    expect(world.log).toEqual(['refused insufficient_authorization owner_1']);
  });

  it('an access token that says more than its consent', async () => {
    const authorization_details = [testEntry({ access: { until: '2028-01-01T00:00:00Z' } })];
    const { status, headers } = await api.read('/issues', { token: { authorization_details } });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe(
      `DPoP error="invalid_token", algs="ES256", resource_metadata="${TEST_ORIGIN}/.well-known/oauth-protected-resource/v1"`,
    );
    expect(world.log).toEqual(['refused invalid_token owner_1']);
  });

  it('a query it does not understand', async () => {
    expect((await api.read('/issues?limit=0')).json.code).toBe('invalid_request');
    expect(world.log).toEqual(['refused invalid_request owner_1']);
  });

  it('without saying anything of a consent to who does not hold the key', async () => {
    const response = await fetch(`${api.base}/v1/issues`, {
      headers: { authorization: `DPoP ${await api.vendor.token()}` },
    });
    expect(await response.json()).toMatchObject({ code: 'invalid_dpop_proof', status: 401 });
    const other = await fetch(`${api.base}/v1/anything`);
    expect(await other.json()).toMatchObject({ code: 'invalid_token', status: 401 });
    expect(world.log).toEqual([]);
  });

  it.each(['HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('the method %s', async (method) => {
    const answer = await api.read('/issues', { method });
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET']);
    expect(world.log).toEqual([]);
  });
});

describe('a consent that is stopped', () => {
  it.each([
    [
      'A19a withdrawn',
      { ...testLive, status: 'withdrawn' as const },
      401,
      { code: 'invalid_token', consent_status: 'withdrawn' },
    ],
    ['A19c narrowed since', { ...testLive, version: 2 }, 401, { code: 'invalid_token', changes: [] }],
    ['of a vendor on hold', { ...testLive, isVendorHeld: true }, 403, { code: 'vendor_held' }],
    [
      'A47a paused',
      { ...testLive, status: 'paused' as const, resumeAt: new Date('2026-12-01T00:00:00Z') },
      403,
      { code: 'consent_paused', consent_status: 'paused', resumes_at: '2026-12-01T00:00:00.000Z' },
    ],
    ['gone', undefined, 401, { code: 'invalid_token' }],
  ])('%s asks no pod', async (_name, state, status, body) => {
    world.live = () => state;
    const answer = await api.read('/issues');
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(body);
    expect(world.log).toEqual(['state', `refused ${body.code} owner_1`]);
  });

  it('A50e because its file is gone from the pod is refused like one that was withdrawn', async () => {
    world.confirmation = 'ended';
    expect((await api.read('/issues')).json.code).toBe('invalid_token');
    expect(world.intents).toEqual([]);
  });

  it.each([
    [{ disclosed: false, reason: 'invalid_token', consentStatus: 'withdrawn' }, 401, true],
    [{ disclosed: false, reason: 'consent_paused' }, 403, true],
    [{ disclosed: false, reason: 'read_limit', retryAfterSeconds: 60 }, 429, true],
    [{ disclosed: false, reason: 'invalid_dpop_proof' }, 401, false],
  ] as [DisclosureResult, number, boolean][])('by the journal: %j', async (result, status, isCounted) => {
    world.disclosures = [result];
    const answer = await api.read('/issues');
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('title of');
    expect(answer.headers['etag']).toBeUndefined();
    expect(world.log.some((each) => each.startsWith('refused'))).toBe(isCounted);
  });

  it.each([
    ['another version than there is', { consent_version: 2 }, testLive],
    ['an owner whose pod is no longer connected', { consent_version: 2 }, { ...testLive, version: 2 }],
    [
      'another vendor',
      { consent_version: 2 },
      { ...testLive, vendorId: 'https://other.example/client', status: 'paused' as const },
    ],
    ['nothing at all', { consent_id: 'consent_BBBBBBBBBBBBBBBBBBBBBB' }, undefined],
  ])('or of %s: 401, and no more is told', async (_name, token, state) => {
    world.live = () => state;
    const answer = await api.read('/issues', { token });
    expect([answer.status, answer.json.code]).toEqual([401, 'invalid_token']);
    expect(world.log).toEqual(['state']);
  });

  it('is refused as what it is also where the pod fails meanwhile', async () => {
    world.podFault = new GatewayError('temporarily_unavailable', 'down');
    const states = [testLive, { ...testLive, status: 'withdrawn' as const }];
    world.live = () => states.shift();
    expect((await api.read('/issues')).json).toMatchObject({
      code: 'invalid_token',
      consent_status: 'withdrawn',
    });
  });
});

describe('where the pod does not confirm', () => {
  it.each([
    ['held', 'held' as const],
    ['refused or down', new GatewayError('temporarily_unavailable', 'refused', { retryAfterSeconds: 10 })],
  ])('%s: 503 with Retry-After, and nothing is counted', async (_name, confirmation) => {
    world.confirmation = confirmation;
    const answer = await api.read('/issues');
    expect([answer.status, answer.json.code, answer.headers['retry-after']]).toEqual([
      503,
      'temporarily_unavailable',
      '10',
    ]);
    expect(world.log.filter((each) => each.startsWith('refused') || each === 'disclose')).toEqual([]);
  });

  it('A51c and the consent stands: 503, and nothing is written down', async () => {
    world.podFault = new GatewayError('temporarily_unavailable', 'down');
    const answer = await api.read('/issues');
    expect([answer.status, answer.json.code, answer.headers['retry-after']]).toEqual([
      503,
      'temporarily_unavailable',
      '5',
    ]);
    expect(world.intents).toEqual([]);
  });

  it('the database, but the pod does: asked once more, and read', async () => {
    world.disclosures = [{ disclosed: false, reason: 'temporarily_unavailable' }];
    expect((await api.read('/issues')).status).toBe(200);
    expect(world.log.slice(-4)).toEqual(['disclose', 'expire', 'confirm', 'disclose']);
    expect(world.intents[0]).toEqual(world.intents[1]);
  });
});
