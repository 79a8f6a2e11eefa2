import { addMessage, createItem } from '@parley/pod-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { itemsOf, parseJsonLd, parseTurtle, sorted, violations } from '../support/rdf.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, addPreference, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { warranties, withWarranties } from '../support/warranties.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;

const details = () => [
  careRequest({
    datatypes: ['issues', 'preferences', 'warranties'],
    fields: {
      issues: { required: ['title', 'state', 'createdAt'], optional: ['description', 'messages'] },
      preferences: { required: ['topic', 'statement'], optional: ['strength', 'value'] },
      warranties: { required: ['product', 'cover'], optional: ['price'] },
    },
  }),
];

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor({ categories: withWarranties });
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
    categories: withWarranties,
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin, categories: withWarranties });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addPreference(alice.pod, 'everyone', {
    topic: 'contact',
    statement: 'Write, "never" call\n\\ ever',
  });
  await addPreference(alice.pod, ['acme'], { topic: 'noise', statement: 'Below', value: 40.5 });
  await addPreference(alice.pod, ['another'], { topic: 'hidden', statement: 'not for acme' });
  const issue = await addIssue(alice.pod, 'acme', { title: 'The line drops', description: 'At eight' });
  await addMessage(alice.pod, {
    category: categoryOf('issues'),
    itemId: issue.id,
    content: 'Any news?',
    maker: alice.webId,
    from: 'owner',
  });
  await createItem(alice.pod, {
    category: warranties,
    audience: ['acme'],
    fields: { product: 'Router', cover: 'full', price: 99 },
  });
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: details() });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const read = (path: string, accept?: string, headers: Record<string, string> = {}) =>
  consent.wire.read(path, {
    accessToken: consent.accessToken,
    purpose: CUSTOMER_CARE,
    headers: { ...headers, ...(accept === undefined ? {} : { accept }) },
  });

describe('an approved read', () => {
  it('answers preferences as Turtle that says what the JSON says', async () => {
    const [json, turtle] = [await read('/v1/preferences'), await read('/v1/preferences', 'text/turtle')];
    expect(turtle.headers.get('content-type')).toBe('text/turtle; charset=utf-8');
    expect(itemsOf(categoryOf('preferences'), parseTurtle(turtle.text))).toEqual(json.body['items']);
    expect(turtle.text).not.toContain(alice.container);
  });
});
