import { describe, expect, it } from 'vitest';
import type { Consent, VendorSdkErrorCode } from '../index.ts';
import { CARE, type Connected, connect, listOf, obtainConsent, problem } from '../test-support/connect.ts';

const ITEMS = [
  { id: 'item_1', title: 'Line drops', state: 'open' },
  { id: 'item_2', title: 'Wrong invoice', state: 'answered', description: 'Twice the price' },
  { id: 'item_3', title: 'Cold router', state: 'brand-new-state', somethingNew: 'x' },
];

describe('a listing', () => {
  it('goes on page after page, and only as far as it is wanted', async () => {
    const { gateway, consent } = await given();
    for await (const issue of consent.issues.list({ purpose: CARE, pageSize: 2 })) {
      if (issue.id === 'item_2') break;
    }
    expect(gateway.requests).toEqual(['GET /v1/issues']);
    await listOf(consent.issues.list({ purpose: CARE, pageSize: 2 }));
    expect(gateway.requests).toHaveLength(3);
  });

  it('leaves out what was not given, and fields that it does not know', async () => {
    const { gateway, consent } = await given();
    gateway.answerNext('/v1/issues', () => Response.json({ items: ITEMS }));
    expect(await listOf(consent.issues.list({ purpose: CARE }))).toEqual([
      { id: 'item_1', title: 'Line drops', state: 'open' },
      { id: 'item_2', title: 'Wrong invoice', state: 'answered', description: 'Twice the price' },
      { id: 'item_3', title: 'Cold router', state: 'brand-new-state' },
    ]);
  });

  it('passes fields, filters and page size on', async () => {
    const { queries, consent } = await given();
    await listOf(
      consent.issues.list({
        purpose: CARE,
        fields: ['title'],
        states: ['open', 'answered'],
        kinds: ['fault'],
      }),
    );
    await listOf(consent.preferences.list({ purpose: CARE, topics: ['delivery'], pageSize: 50 })).catch(
      () => {},
    );
    const [issues, preferences] = queries.map((query) => Object.fromEntries(query));
    expect(issues).toEqual({ fields: 'title', states: 'open,answered', kinds: 'fault' });
    expect(preferences).toEqual({ topics: 'delivery', limit: '50' });
  });

  it('ends with an error when the gateway gives the same cursor for ever', async () => {
    const { gateway, consent } = await given();
    for (let count = 0; count < 3; count += 1) {
      gateway.answerNext('/v1/issues', () => Response.json({ items: [], nextCursor: 'again' }));
    }
    await expect(listOf(consent.issues.list({ purpose: CARE }))).rejects.toMatchObject({
      code: 'invalid_response',
    });
  });

  it.each([0, -1, 1.5, Number.NaN])('takes no page size of %s', async (pageSize) => {
    const { consent } = await given();
    const listing = listOf(consent.issues.list({ purpose: CARE, pageSize }));
    await expect(listing).rejects.toMatchObject({ code: 'invalid_options' });
  });

  it.each([
    ['no JSON', () => new Response('<html>')],
    ['no page', () => Response.json({ items: 'none' })],
    ['an item without an id', () => Response.json({ items: [{ title: 'x' }] })],
    ['a title that is no text', () => Response.json({ items: [{ id: 'item_1', title: 7 }] })],
    ['messages that are no messages', () => Response.json({ items: [{ id: 'item_1', messages: 'x' }] })],
    ['a redirect', () => Response.redirect('https://other.example/v1/issues')],
    ['nothing', () => new Response(null, { status: 204 })],
    ['more than can be meant', () => new Response(' '.repeat(8 * 1024 * 1024 + 1))],
  ])('does not take %s', async (_case, answer) => {
    const { gateway, consent } = await given();
    gateway.answerNext('/v1/issues', answer);
    const listing = listOf(consent.issues.list({ purpose: CARE }));
    await expect(listing).rejects.toMatchObject({ code: 'invalid_response' });
  });
});

describe('a single issue', () => {
  it('is read by its id', async () => {
    const { consent } = await given();
    expect(await consent.issues.get('item_1', { purpose: CARE })).toMatchObject({ title: 'Line drops' });
  });

  it('is not found where there is none, and no id leads elsewhere', async () => {
    const { gateway, consent } = await given();
    for (const id of ['item_9', '..', '.', '../preferences', 'a/b?c=d', '']) {
      const reading = consent.issues.get(id, { purpose: CARE });
      await expect(reading).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(gateway.requests).toEqual(['GET /v1/issues/item_9']);
  });
});

describe('a refusal', () => {
  it.each<[number, string, VendorSdkErrorCode, Record<string, unknown>]>([
    [403, 'insufficient_authorization', 'insufficient_authorization', {}],
    [
      403,
      'consent_paused',
      'consent_paused',
      { consent_status: 'paused', resumes_at: '2027-01-01T00:00:00Z' },
    ],
    [401, 'invalid_token', 'consent_withdrawn', { consent_status: 'withdrawn' }],
    [401, 'invalid_dpop_proof', 'invalid_dpop_proof', {}],
    [400, 'invalid_cursor', 'invalid_cursor', {}],
    [400, 'invalid_request', 'invalid_request', {}],
    [405, 'method_not_allowed', 'invalid_request', {}],
    [500, 'internal_error', 'gateway_error', {}],
    [502, 'pod_content_rejected', 'pod_content_rejected', {}],
    [418, 'a_code_of_the_future', 'invalid_response', {}],
  ])('%s %s is the error %s', async (status, wireCode, code, extra) => {
    const { gateway, consent } = await given();
    gateway.answerNext('/v1/issues', () => problem(status, wireCode, {}, extra));
    await expect(listOf(consent.issues.list({ purpose: CARE }))).rejects.toMatchObject({
      code,
      status,
      requestId: 'urn:uuid:3f0c9c1a-5d5e-4d0c-9a38-4a5b0b7b3f10',
      docUrl: `https://parley.example/problems/${wireCode}`,
      problem: { code: wireCode, detail: 'what to do' },
    });
    expect(gateway.requests).toHaveLength(1);
  });
});

async function given(): Promise<Connected & { consent: Consent }> {
  const connected = await connect({ retry: { maxAttempts: 1 } });
  connected.state.data = { issues: ITEMS };
  const consent = await obtainConsent(connected);
  connected.gateway.requests.length = 0;
  connected.queries.length = 0;
  return { ...connected, consent };
}
