// What a read tells beside what was approved: nothing. Purposes, pauses, other vendors' issues, hidden fields, limits.
import { addAttachment, updateItem } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { faceOf } from '../support/face-of.ts';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING } from '../support/requests.ts';
import { addIssue, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';
import type { WireAnswer } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let globex: TestVendor;
let alice: TestOwner;
let drops: DataItem;

const DAYS = 86_400_000;
const MARKETING = {
  ...careRequest({ datatypes: ['preferences'], purpose: DIRECT_MARKETING }),
  fields: { preferences: { required: ['topic'] } },
};

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  [acme, globex] = [await startTestVendor(), await startTestVendor({ name: 'Globex' })];
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, globex.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await knowVendor(alice.pod, { id: 'globex', clientId: globex.clientId });
  drops = await addIssue(alice.pod, 'acme', { title: 'The line drops', severity: 'low' });
  await addIssue(alice.pod, 'acme', { title: 'Wrong invoice', state: 'answered' });
  const longAgo = new Date(Date.now() - 400 * DAYS).toISOString();
  await addIssue(alice.pod, 'acme', { title: 'Long ago', createdAt: longAgo, modifiedAt: longAgo });
  await addIssue(alice.pod, 'globex', { title: 'The fridge hums', severity: 'high' });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  globex?.stop();
  await gateway?.stop();
});

const obtain = (details: readonly object[] = [careRequest()], vendor = acme): Promise<WireConsent> =>
  obtainOnTheWire({ gateway, vendor, owner: alice, details });

const read = (
  consent: WireConsent,
  path = '/v1/issues',
  options: { purpose?: string; headers?: Record<string, string> } = {},
): Promise<WireAnswer> =>
  consent.wire.read(path, { accessToken: consent.accessToken, purpose: CUSTOMER_CARE, ...options });

interface Item {
  id: string;
  title: string;
}
const itemsOf = (answer: WireAnswer): Item[] => answer.body['items'] as Item[];

const ledgerOf = (consentId: string) =>
  gateway.query<{ outcome: string; reason: string }>(
    `SELECT 'refused' AS outcome, reason FROM refused_read WHERE consent_id = $1`,
    [consentId],
  );
const disclosuresOf = async (consentId: string): Promise<number> =>
  (
    await gateway.query(
      "SELECT FROM journal WHERE consent_id = $1 AND body::jsonb ->> 'outcome' = 'disclosed'",
      [consentId],
    )
  ).length;

const REFUSED = { status: 403, body: { code: 'insufficient_authorization' } };

describe('a purpose', () => {
  it('A46a, A46b, A46c that is not in the consent is refused, and the owner sees the attempt', async () => {
    const consent = await obtain();
    const broader = 'https://w3id.org/dpv#CustomerRelationshipManagement';
    for (const purpose of [DIRECT_MARKETING, broader, 'CustomerCare', `${CUSTOMER_CARE}/`])
      expect(await read(consent, '/v1/issues', { purpose })).toMatchObject(REFUSED);
    const { wire, accessToken } = consent;
    expect(await wire.read('/v1/issues', { accessToken })).toMatchObject(REFUSED);
    expect(await disclosuresOf(consent.consentId)).toBe(0);
    expect(await ledgerOf(consent.consentId)).toEqual([
      { outcome: 'refused', reason: 'insufficient_authorization' },
    ]);
  });

  it('A46d of another entry, or of another consent of the same vendor, opens nothing here', async () => {
    const both = await obtain([careRequest(), MARKETING]);
    expect(await read(both, '/v1/issues', { purpose: DIRECT_MARKETING })).toMatchObject(REFUSED);
    expect((await read(both, '/v1/preferences', { purpose: DIRECT_MARKETING })).status).toBe(200);
    const care = await obtain();
    expect(await read(care, '/v1/preferences', { purpose: DIRECT_MARKETING })).toMatchObject(REFUSED);
  });
});

describe('a pause', () => {
  it('A47a, A47b, A47c, A47e, A47f refuses reads of every kind and new tokens, keeps the refresh token, and ends with the pause', async () => {
    const consent = await obtain();
    const first = await read(consent, '/v1/issues?limit=1');
    const etag = first.headers.get('etag') ?? '';
    const set = (status: string) =>
      gateway.query('UPDATE consent SET status = $2 WHERE id = $1', [consent.consentId, status]);
    await set('paused');
    const paused = { status: 403, body: { code: 'consent_paused', consent_status: 'paused' } };
    expect(await read(consent)).toMatchObject(paused);
    expect(await read(consent, `/v1/issues?limit=1&cursor=${first.body['nextCursor']}`)).toMatchObject(
      paused,
    );
    expect(await read(consent, '/v1/issues?limit=1', { headers: { 'if-none-match': etag } })).toMatchObject(
      paused,
    );
    const { wire, refreshToken, receipt } = consent;
    for (const by of [{ refreshToken }, { receipt }])
      expect(await renew(wire, by)).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant', consent_status: 'paused' },
      });
    await set('given');
    expect((await read(consent)).status).toBe(200);
    expect((await renew(wire, { refreshToken })).status).toBe(200);
  });
});

describe('an issue addressed to another vendor', () => {
  it('A48a, A48b looks exactly like one that never existed: by id, in lists, in pages', async () => {
    const consent = await obtain();
    const other = await obtain([careRequest()], globex);
    const [hidden] = itemsOf(await read(other));
    const byId = await read(consent, `/v1/issues/${hidden?.id}`);
    const never = await read(consent, `/v1/issues/item_${'A'.repeat((hidden?.id.length ?? 30) - 5)}`);
    expect(byId.status).toBe(404);
    expect(faceOf(byId)).toEqual(faceOf(never));
    const titles = itemsOf(await read(consent)).map(({ title }) => title);
    expect(titles).not.toContain('The fridge hums');
    expect(titles).toContain('The line drops');
    const all = await read(consent, '/v1/issues?addressee=anyone');
    expect(itemsOf(all)).toHaveLength(titles.length);
  });

  it('A48c, A48e re-addressed after the consent is gone, also by its id, with what is attached to it', async () => {
    const fields = { issues: { required: ['title'], optional: ['attachments'] } };
    const consent = await obtain([careRequest({ datatypes: ['issues'], fields })]);
    const [category, bytes] = [categoryOf('issues'), new TextEncoder().encode('It hums')];
    const item = await addIssue(alice.pod, 'acme', { title: 'For a moment' });
    await addAttachment(alice.pod, { category, itemId: item.id, mediaType: 'text/plain', bytes });
    const seen = async () => itemsOf(await read(consent)).find(({ title }) => title === 'For a moment');
    await expect.poll(seen, { timeout: 20_000 }).toBeDefined();
    const path = `/v1/issues/${(await seen())?.id}`;
    const [attached] = (await read(consent, path)).body['attachments'] as { id: string }[];
    const file = `${path}/attachments/${attached?.id}`;
    expect((await read(consent, file)).status).toBe(200);
    await updateItem(alice.pod, { category, item, fields: {}, audience: ['globex'] });
    await expect.poll(async () => (await read(consent, path)).status, { timeout: 20_000 }).toBe(404);
    expect(await seen()).toBeUndefined();
    const [gone, never] = [await read(consent, file), await read(consent, `${path}x/attachments/x`)];
    expect([gone.status, faceOf(gone)]).toEqual([404, faceOf(never)]);
  });
});

describe('a field that was not approved', () => {
  const titlesOnly = () =>
    obtain([careRequest({ datatypes: ['issues'], fields: { issues: { required: ['title'] } } })]);

  it('A49a, A49b, A49c, A49f is absent, and asking for it, filtering or sorting by it is like a name that never existed', async () => {
    const consent = await titlesOnly();
    const plain = await read(consent);
    expect(itemsOf(plain).every((item) => Object.keys(item).sort().join() === 'id,title')).toBe(true);
    const [hiddenOnly, unknownOnly] = [
      await read(consent, '/v1/issues?fields=severity'),
      await read(consent, '/v1/issues?fields=nonsense'),
    ];
    expect(faceOf(hiddenOnly)).toEqual(faceOf(unknownOnly));
    for (const query of [
      'fields=title,severity',
      'states=answered',
      'kinds=question',
      'sort=severity',
      'severity=extreme',
      'states=%00,%E2%80%AE',
      `kinds=${'x'.repeat(300)}`,
      'x=1',
    ])
      expect(faceOf(await read(consent, `/v1/issues?${query}`)), query).toEqual(faceOf(plain));
  });

  it('A49d, A49e changes no ETag, length or cursor when only it changes', async () => {
    const consent = await titlesOnly();
    const seen = await read(consent, '/v1/issues?limit=1');
    const before = seen.headers.get('etag') ?? '';
    drops = await updateItem(alice.pod, {
      category: categoryOf('issues'),
      item: drops,
      fields: { severity: 'high' },
    });
    const other = await obtain();
    await expect
      .poll(async () => (await read(other)).text, { timeout: 20_000 })
      .toMatch(/"The line drops"[^}]*"severity":"high"/);
    const again = await read(consent, '/v1/issues?limit=1');
    expect(faceOf(again)).toEqual(faceOf(seen));
    const headers = { 'if-none-match': before };
    const unchanged = await read(consent, '/v1/issues?limit=1', { headers });
    expect(unchanged.status).toBe(304);
    expect(unchanged.headers.get('last-modified')).toBeNull();
  });
});

describe('the limits inside a consent', () => {
  it('A61a hold for concurrent reads, count each page and each 304, and not what is refused', async () => {
    const limited = careRequest({ access: { ...careRequest().access, maxReadsPerDay: 3 } });
    const consent = await obtain([limited]);
    await read(consent, '/v1/issues', { purpose: DIRECT_MARKETING });
    await read(consent, '/v1/issues?limit=0');
    const first = await read(consent);
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await read(consent, '/v1/issues', { headers })).status).toBe(304);
    const rest = await Promise.all(Array.from({ length: 6 }, () => read(consent)));
    expect(rest.map(({ status }) => status).sort()).toEqual([200, 429, 429, 429, 429, 429]);
    expect(await disclosuresOf(consent.consentId)).toBe(3);
  });

  it('A61b, A61c hide what is older, and take no filter that widens', async () => {
    const access = { ...careRequest().access, lookback: 'P90D' };
    const filter = { issues: { states: ['open'] } };
    const consent = await obtain([careRequest({ access, filter })]);
    const titles = async (query: string) =>
      itemsOf(await read(consent, `/v1/issues${query}`)).map(({ title }) => title);
    expect(await titles('')).toEqual(['The line drops']);
    expect(await titles('?states=answered,open')).toEqual(['The line drops']);
    expect(await titles('?states=answered')).toEqual([]);
  });

  it('A61d a cursor of another vendor, consent or query, and an altered one, are refused alike', async () => {
    const [one, two, theirs] = [await obtain(), await obtain(), await obtain([careRequest()], globex)];
    await addIssue(alice.pod, 'globex', { title: 'And the door' });
    const cursor = String((await read(one, '/v1/issues?limit=1')).body['nextCursor']);
    const bad = [
      await read(two, `/v1/issues?limit=1&cursor=${cursor}`),
      await read(theirs, `/v1/issues?limit=1&cursor=${cursor}`),
      await read(one, `/v1/issues?limit=1&states=open&cursor=${cursor}`),
      await read(one, `/v1/issues?limit=1&cursor=${cursor.slice(0, -2)}AA`),
      await read(one, '/v1/issues?limit=1&cursor=nonsense'),
    ];
    for (const answer of bad) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
      expect(faceOf(answer)).toEqual(faceOf(bad[0] as WireAnswer));
    }
    expect((await read(one, `/v1/issues?limit=1&cursor=${cursor}`)).status).toBe(200);
  });
});
