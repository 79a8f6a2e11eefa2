import { createItem } from '@parley/pod-client';
import type { DataItem, FieldValue } from '@parley/protocol';
import type { AccessRequestEntry } from '@parley/vendor-sdk';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { listOf } from '../support/list-of.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
const reading = { purpose: CUSTOMER_CARE };

const contactRequest = (filter: AccessRequestEntry['filter'] = {}): AccessRequestEntry =>
  careRequest({
    datatypes: ['contact'],
    fields: { contact: { required: ['kind', 'email', 'phone'], optional: ['reach', 'street', 'city'] } },
    filter,
  });

const add = (audience: DataItem['audience'], fields: Record<string, FieldValue>): Promise<DataItem> =>
  createItem(alice.pod, { category: categoryOf('contact'), audience, fields });

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await knowVendor(alice.pod, { id: 'globex', clientId: 'https://globex.example/client.json' });
  await add(['acme'], { kind: 'email', email: 'ann+acme@example.org', reach: 'first' });
  await add('everyone', { kind: 'phone', phone: '+41 31 000 00 00', validUntil: '2100-01-01T00:00:00Z' });
  await add('everyone', { kind: 'phone', phone: '+41 31 999 99 99', validUntil: '2020-01-01T00:00:00Z' });
  await add(['globex'], { kind: 'email', email: 'ann+globex@example.org' });
  await add([], { kind: 'post', street: 'Lindenweg 7', city: 'Bern' });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

describe('contact details', () => {
  it('have a document of their own from the beginning, under the rules of their container', async () => {
    expect((await alice.fetch(`${alice.container}contact.ttl`)).status).toBe(200);
    expect((await alice.fetch(`${alice.container}contact.ttl.acl`)).status).toBe(404);
  });

  it('are asked for in plain words, and no value of them is on the page', async () => {
    const asked = await acme.at(gateway.origin).ask({
      details: [contactRequest({ contact: { kinds: ['email', 'phone'] } })],
      redirectUri: acme.redirectUri,
    });
    const { text } = await createBrowser().open(asked.url);
    const declared = categoryOf('contact');
    expect(text).toContain(declared.label);
    for (const name of ['kind', 'email', 'phone', 'reach', 'street', 'city'])
      expect(text).toContain(declared.fields[name]?.label);
    expect(text).toContain(`${declared.filters['kinds']?.label}: email, phone`);
    expect(text).not.toMatch(/example\.org|Lindenweg/);
  });

  it('are read as far as they were given: those for this company, while they are valid', async () => {
    const consent = await acme.obtain({
      gateway: gateway.origin,
      owner: alice.app,
      details: [contactRequest()],
      decide: ({ details }) =>
        details.map((entry) => ({
          ...entry,
          fields: { contact: { required: ['email', 'phone'], optional: ['reach'] } },
        })),
    });
    const points = await listOf(consent.contact.list(reading));
    expect(points.map(({ id: _, ...point }) => point)).toEqual(
      expect.arrayContaining([
        { email: 'ann+acme@example.org', reach: 'first' },
        { phone: '+41 31 000 00 00' },
      ]),
    );
    expect(points).toHaveLength(2);
    expect(await listOf(consent.list('contact', reading))).toEqual(points);
    // The kind was not given, so that nothing is narrowed by it, nor told.
    expect(await listOf(consent.contact.list({ ...reading, kinds: ['email'] }))).toEqual(points);
    await expect(listOf(consent.issues.list(reading))).rejects.toMatchObject({
      code: 'insufficient_authorization',
    });
    await alice.app.withdraw(consent.id);
    await expect(listOf(consent.contact.list(reading))).rejects.toMatchObject({ code: 'consent_withdrawn' });
  });

  it('are on the wire at /v1/contact, narrowed by the kinds that were given', async () => {
    const { wire, accessToken } = await obtainOnTheWire({
      gateway,
      vendor: acme,
      owner: alice,
      details: [contactRequest({ contact: { kinds: ['email'] } })],
    });
    const read = (path: string) => wire.read(path, { accessToken, purpose: CUSTOMER_CARE });
    const { status, body } = await read('/v1/contact');
    expect([status, body]).toEqual([
      200,
      { items: [{ id: expect.any(String), kind: 'email', reach: 'first', email: 'ann+acme@example.org' }] },
    ]);
    expect((await read('/v1/contact?kinds=phone')).body).toEqual({ items: [] });
    // A contact point has no document of its own.
    const [item] = body['items'] as { id: string }[];
    expect((await read(`/v1/contact/${item?.id}`)).status).toBe(403);
  });

  it('are in the description of the API', async () => {
    const { paths } = (await (await fetch(`${gateway.origin}/openapi.json`)).json()) as {
      paths: Record<string, { get: { summary: string } }>;
    };
    expect(paths['/v1/contact']?.get.summary).toContain(categoryOf('contact').label);
    expect(paths).not.toHaveProperty(['/v1/contact/{id}']);
  });
});
