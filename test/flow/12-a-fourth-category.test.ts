import { createItem } from '@parley/pod-client';
import type { DataItem, FieldValue } from '@parley/protocol';
import { type AccessRequestEntry, allowInsecureLoopback, verifyReceipt } from '@parley/vendor-sdk';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { listOf } from '../support/list-of.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { warranties, withWarranties } from '../support/warranties.ts';

let gateway: TestGateway;
let acme: TestVendor;
let stranger: TestVendor;
let alice: TestOwner;
const reading = { purpose: CUSTOMER_CARE };

const warrantyRequest = (parts: Partial<AccessRequestEntry> = {}): AccessRequestEntry =>
  careRequest({
    datatypes: ['warranties', 'preferences'],
    fields: {
      warranties: { required: ['product', 'cover'], optional: ['serial', 'price'] },
      preferences: { required: ['topic'] },
    },
    ...parts,
  });

const add = (audience: DataItem['audience'], fields: Record<string, FieldValue>): Promise<DataItem> =>
  createItem(alice.pod, { category: warranties, audience, fields });

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor({ categories: withWarranties });
  stranger = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, stranger.origin],
    categories: withWarranties,
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin, categories: withWarranties });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await add(['acme'], { product: 'Router', cover: 'full', serial: 'R-1', price: 99.5 });
  await add(['acme'], { product: 'Cable', cover: 'parts', serial: 'C-2' });
  await add(['another'], { product: 'Fridge', cover: 'full', serial: 'F-3' });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  stranger?.stop();
  await gateway?.stop();
});

describe('a category that is declared and nothing else', () => {
  it('has its documents in the pod from the beginning', async () => {
    const list = await (await alice.fetch(`${alice.container}warranties/index.ttl`)).text();
    expect(list).toContain('Fridge');
    expect(list).not.toContain('F-3');
  });

  it('is asked for in its own words', async () => {
    const details = [warrantyRequest({ filter: { warranties: { covers: ['full'] } } })];
    const asked = await acme.at(gateway.origin).ask({ details, redirectUri: acme.redirectUri });
    const { text } = await createBrowser().open(asked.url);
    for (const words of [warranties.label, warranties.fields.serial.label, 'only with this cover: full'])
      expect(text).toContain(words);
  });

  it('is given in part, on the record in its own words, and read as it was given', async () => {
    const consent = await acme.obtain({
      gateway: gateway.origin,
      owner: alice.app,
      details: [warrantyRequest()],
      decide: ({ details }) =>
        details.map((entry) => ({
          ...entry,
          datatypes: ['warranties'],
          fields: { warranties: { required: ['product'], optional: ['serial'] } },
        })),
    });
    const { record } = decodeJwt<{ record: Record<string, unknown> }>(consent.receipt);
    expect(JSON.stringify(record)).toContain('Your warranties: what you have bought, the serial number');
    expect(JSON.stringify(record)).toContain(warranties.personalData);
    const known = { gateway: gateway.origin, [allowInsecureLoopback]: true };
    const verdict = await verifyReceipt(consent.receipt, { ...known, categories: withWarranties });
    expect(verdict.problems).toEqual([]);
    const { problems } = await verifyReceipt(consent.receipt, known);
    expect(problems.map(({ code }) => code)).toEqual(['record_mismatch']);
    const file = await (await alice.fetch(`${alice.container}consents/${consent.id}.ttl`)).text();
    expect(file).toContain(warranties.personalData.split('#')[1]);

    const bought = await listOf(consent.list('warranties', reading));
    expect(bought.map(({ id: _, ...fields }) => fields)).toEqual(
      expect.arrayContaining([{ product: 'Router' }, { product: 'Cable' }]),
    );
    expect(bought).toHaveLength(2);
    const { id } = bought.find(({ product }) => product === 'Router') ?? { id: '' };
    expect(await consent.get('warranties', id, reading)).toEqual({ id, product: 'Router', serial: 'R-1' });
    await alice.app.withdraw(consent.id);
    await expect(listOf(consent.list('warranties', reading))).rejects.toMatchObject({
      code: 'consent_withdrawn',
    });
  });

  it('is filtered by its own filters, and never wider than was asked', async () => {
    const narrow = [warrantyRequest({ filter: { warranties: { covers: ['full'] } } })];
    const request = { gateway: gateway.origin, owner: alice.app, details: narrow };
    const consent = await acme.obtain(request);
    const products = async (options: object) =>
      (await listOf(consent.list('warranties', { ...reading, ...options }))).map(({ product }) => product);
    expect(await products({})).toEqual(['Router']);
    expect(await products({ covers: ['parts'] })).toEqual([]);
    const wider = acme.obtain({
      ...request,
      decide: ({ details }) =>
        details.map((entry) => ({
          ...entry,
          filter: { warranties: { covers: ['full'], meantFor: 'anyone' } },
        })),
    });
    await expect(wider).rejects.toMatchObject({ status: 403 });
  });

  it('is read of whatever company where that was asked for and given in so many words', async () => {
    const details = [warrantyRequest({ filter: { warranties: { meantFor: 'anyone' } } })];
    const consent = await acme.obtain({ gateway: gateway.origin, owner: alice.app, details });
    const bought = await listOf(consent.list('warranties', reading));
    expect(bought.map(({ product }) => product).sort()).toEqual(['Cable', 'Fridge', 'Router']);
  });

  it('is in the description of the API', async () => {
    const { paths } = (await (await fetch(`${gateway.origin}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/v1/warranties', '/v1/warranties/{id}']));
  });

  it('is known to who was told of it, and to nobody else', async () => {
    const asking = stranger
      .at(gateway.origin)
      .ask({ details: [warrantyRequest()], redirectUri: stranger.redirectUri });
    await expect(asking).rejects.toMatchObject({
      code: 'invalid_options',
      message: expect.stringContaining('does not exist'),
    });
  });
});
