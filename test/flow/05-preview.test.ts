import { addMessage } from '@parley/pod-client';
import type { Preview, PreviewPart } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { listOf } from '../support/list-of.ts';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING, inDays } from '../support/requests.ts';
import { addIssue, addPreference, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire } from '../support/wire-flow.ts';

const CANARY = 'canary-9f2c between the fridge and the wall';
let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let bob: TestOwner;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  bob = await createTestOwner({ cssUrl, gateway: gateway.origin, connect: false });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await knowVendor(alice.pod, { id: 'globex', clientId: 'https://globex.example/client' });
  const drops = await addIssue(alice.pod, 'acme', { title: 'The line drops', description: CANARY });
  await addIssue(alice.pod, 'acme', { title: 'Wrong invoice', kind: 'complaint' });
  await addIssue(alice.pod, 'globex', { title: 'The fridge hums' });
  const maker = alice.webId;
  await addMessage(alice.pod, {
    category: categoryOf('issues'),
    itemId: drops.id,
    content: 'Any news?',
    maker,
    from: 'owner',
  });
  await addPreference(alice.pod, 'everyone', {
    topic: 'contact',
    statement: 'Write, do not call',
    value: 3.5,
  });
  await addPreference(alice.pod, ['globex'], { topic: 'delivery', statement: 'To the office' });
});

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()]);
  acme?.stop();
  await gateway?.stop();
});

const details = () => [
  careRequest(),
  careRequest({
    purpose: DIRECT_MARKETING,
    datatypes: ['preferences'],
    fields: { preferences: { required: ['statement'], optional: [] } },
  }),
];

async function previewOf(kind: 'requests' | 'consents', id: string, query = ''): Promise<Preview> {
  const { status, body } = await alice.app.call('GET', `/${kind}/${id}/preview${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Preview;
}

const pageOf = ({ items, nextCursor }: PreviewPart): string => JSON.stringify({ items, nextCursor });
const care = (category: string): string =>
  `?category=${category}&purpose=${encodeURIComponent(CUSTOMER_CARE)}`;
const journalRows = async (): Promise<number> =>
  Number((await gateway.query<{ count: string }>('SELECT count(*) FROM journal'))[0]?.count);

async function claimed() {
  const browser = createBrowser();
  const asked = await acme.at(gateway.origin).ask({ details: details(), redirectUri: acme.redirectUri });
  const page = await browser.open(asked.url);
  const request = await alice.app.claim(page.url, browser);
  return { request, browser, handle: asked.handle };
}

describe('before a decision', () => {
  it('shows exactly what the vendor then reads, and writes nothing down', async () => {
    const { request, browser, handle } = await claimed();
    const rows = await journalRows();
    const preview = await previewOf('requests', request.requestId);
    expect(await journalRows()).toBe(rows);
    expect(preview.applies).toBe('if_given');
    expect(preview.parts.map(({ purpose, category }) => [purpose, category])).toEqual([
      [CUSTOMER_CARE, 'issues'],
      [CUSTOMER_CARE, 'preferences'],
      [DIRECT_MARKETING, 'preferences'],
    ]);
    const [issues, preferences, advertising] = preview.parts;
    const one = issues?.items.find(({ title }) => title === 'The line drops');
    const { parts } = await previewOf('requests', request.requestId, `?category=issues&item=${one?.id}`);
    expect(parts[0]?.items[0]).toMatchObject({ description: CANARY, messages: [{ content: 'Any news?' }] });

    const { continueUrl } = await request.give(request.details);
    const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
    const consent = await acme.at(gateway.origin).exchange({ callbackUrl: back.url, handle });
    const reading = { purpose: CUSTOMER_CARE };
    expect(JSON.stringify(issues?.items)).toBe(JSON.stringify(await listOf(consent.issues.list(reading))));
    expect(JSON.stringify(preferences?.items)).toBe(
      JSON.stringify(await listOf(consent.preferences.list(reading))),
    );
    const advertised = await listOf(consent.preferences.list({ purpose: DIRECT_MARKETING }));
    expect(JSON.stringify(advertising?.items)).toBe(JSON.stringify(advertised));
    expect(advertised).toEqual([{ id: expect.any(String), statement: 'Write, do not call' }]);
    expect(JSON.stringify(parts[0]?.items[0])).toBe(
      JSON.stringify(await consent.issues.get(String(one?.id), reading)),
    );
    expect(await previewOf('requests', request.requestId)).toEqual({ applies: 'never', parts: [] });
  });

  it("keeps an owner's requests from another owner, and asks for a connected pod", async () => {
    const { request } = await claimed();
    const stranger = await bob.app.call('GET', `/requests/${request.requestId}/preview`);
    expect(stranger).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const browser = createBrowser();
    const asked = await acme.at(gateway.origin).ask({ details: details(), redirectUri: acme.redirectUri });
    const page = await browser.open(asked.url);
    const unclaimed = await bob.app.claim(page.url, browser);
    expect(await bob.app.call('GET', `/requests/${unclaimed.requestId}/preview`)).toMatchObject({
      status: 409,
      body: { code: 'not_connected' },
    });
  });
});

describe('of a consent', () => {
  const obtain = () => obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: details() });

  it('is byte for byte what the vendor gets: lists, pages with their cursors, single issues', async () => {
    const { wire, consentId, accessToken } = await obtain();
    const read = async (path: string) =>
      (await wire.read(path, { accessToken, purpose: CUSTOMER_CARE })).text;
    const first = async (query: string) => (await previewOf('consents', consentId, query)).parts;
    const rows = await journalRows();
    const issues = await first(care('issues'));
    const page = await first(`${care('issues')}&limit=1`);
    const next = await first(`${care('issues')}&limit=1&cursor=${page[0]?.nextCursor}`);
    const id = String(issues[0]?.items[0]?.id);
    const single = await first(`${care('issues')}&item=${id}`);
    const some = await first(`${care('issues')}&fields=title,secret&kinds=complaint`);
    expect(await journalRows()).toBe(rows);
    expect(some[0]?.items).toEqual([{ id: expect.any(String), title: 'Wrong invoice' }]);

    expect(issues.map(pageOf)).toEqual([await read('/v1/issues')]);
    expect(page.map(pageOf)).toEqual([await read('/v1/issues?limit=1')]);
    expect(next.map(pageOf)).toEqual([await read(`/v1/issues?limit=1&cursor=${page[0]?.nextCursor}`)]);
    expect(JSON.stringify(single[0]?.items[0])).toBe(await read(`/v1/issues/${id}`));
    expect(some.map(pageOf)).toEqual([await read('/v1/issues?fields=title,secret&kinds=complaint')]);
    expect(await journalRows()).toBe(rows + 5);
  });

  it('has no entry in the ledger, and leaves no value in the log', async () => {
    const { consentId } = await obtain();
    const entries = async () =>
      ((await alice.app.call('GET', `/ledger?consent=${consentId}`)).body as { entries: object[] }).entries;
    const before = await entries();
    await previewOf('consents', consentId);
    expect((await entries()).length).toBe(before.length);
    expect(gateway.logLines.join('')).not.toContain('canary-9f2c');
  });

  it('shows nothing of what is not covered, and refuses what no vendor could ask', async () => {
    const { consentId } = await obtain();
    expect(await previewOf('consents', consentId, '?category=contacts')).toEqual({
      applies: 'now',
      parts: [],
    });
    const refusal = async (query: string) =>
      ((await alice.app.call('GET', `/consents/${consentId}/preview?${query}`)).body as { code: string })
        .code;
    expect(await refusal('limit=0')).toBe('invalid_request');
    expect(await refusal('category=issues&category=preferences')).toBe('invalid_request');
    expect(await refusal('item=item_AAAAAAAAAAAAAAAAAAAAAA')).toBe('invalid_request');
    expect(await refusal('category=issues&item=item_AAAAAAAAAAAAAAAAAAAAAA')).toBe('not_found');
    expect(await refusal('category=issues&cursor=AAAA')).toBe('invalid_cursor');
    expect(await refusal('cursor=AAAA')).toBe('invalid_request');
  });

  it("keeps an owner's consents from another owner", async () => {
    const { consentId } = await obtain();
    expect(await bob.app.call('GET', `/consents/${consentId}/preview`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it('says what would be seen while it is paused or the vendor is on hold, and nothing once it has ended', async () => {
    const { consentId } = await obtain();
    const [now] = (await previewOf('consents', consentId, care('issues'))).parts;
    const resume = inDays(30);
    await gateway.query("UPDATE consent SET status = 'paused', resume_at = $2 WHERE id = $1", [
      consentId,
      resume,
    ]);
    expect(await previewOf('consents', consentId, care('issues'))).toEqual({
      applies: 'if_resumed',
      resumesAt: resume,
      parts: [now],
    });
    await gateway.query("UPDATE consent SET status = 'given', resume_at = NULL WHERE id = $1", [consentId]);
    await gateway.query('UPDATE vendor SET held_at = now() WHERE vendor_id = $1', [acme.clientId]);
    const held = await previewOf('consents', consentId, care('issues'));
    await gateway.query('UPDATE vendor SET held_at = NULL WHERE vendor_id = $1', [acme.clientId]);
    expect(held).toEqual({ applies: 'if_released', parts: [now] });
    await alice.app.withdraw(consentId);
    expect(await previewOf('consents', consentId)).toEqual({ applies: 'never', parts: [] });
  });
});
