// Documents in owners' pods that are made to harm: whoever has one loses its reads, and nobody else notices.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, addPreference, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let mallory: TestOwner;
let ofAlice: WireConsent;
let ofMallory: WireConsent;
let elsewhere: Server;
let fetched = 0;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  elsewhere = createServer((_request, response) => {
    fetched += 1;
    response.setHeader('content-type', 'application/ld+json');
    response.end('{"@context": {}}');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const { port } = elsewhere.address() as AddressInfo;
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    // Even where it may be reached, nothing reaches for it.
    localOrigins: [cssUrl, acme.origin, `http://localhost:${port}`],
  });
  [alice, mallory] = await Promise.all([
    createTestOwner({ cssUrl, gateway: gateway.origin }),
    createTestOwner({ cssUrl, gateway: gateway.origin }),
  ]);
  for (const owner of [alice, mallory]) {
    await knowVendor(owner.pod, { id: 'acme', clientId: acme.clientId });
    await addIssue(owner.pod, 'acme', { title: 'No signal' });
    await addPreference(owner.pod, 'everyone', { topic: 'contact', statement: 'Write' });
  }
  const details = [careRequest()];
  [ofAlice, ofMallory] = await Promise.all([
    obtainOnTheWire({ gateway, vendor: acme, owner: alice, details }),
    obtainOnTheWire({ gateway, vendor: acme, owner: mallory, details }),
  ]);
});

afterAll(async () => {
  elsewhere?.close();
  await Promise.all([alice?.close(), mallory?.close()]);
  acme?.stop();
  await gateway?.stop();
});

const read = (consent: WireConsent, path: string) =>
  consent.wire.read(path, { accessToken: consent.accessToken, purpose: CUSTOMER_CARE });
const put = async (file: string, body: string) => {
  const url = `${mallory.container}${file}`;
  await mallory.fetch(url, { method: 'DELETE' });
  const answer = await mallory.fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'text/turtle' },
    body,
  });
  expect(answer.status).toBeLessThan(300);
};
const status = async (path: string): Promise<unknown[]> => {
  const { status: said, body } = await read(ofMallory, path);
  return [said, body['code']];
};
/** What was read before is forgotten. */
const forget = async () => {
  await gateway.restart();
  for (const consent of [ofAlice, ofMallory]) {
    const { body } = await renew(consent.wire, { receipt: consent.receipt });
    Object.assign(consent, { accessToken: body['access_token'] });
  }
};

const context = () => `http://localhost:${(elsewhere.address() as AddressInfo).port}/context`;
const REJECTED = [502, 'pod_content_rejected'];

const HOSTILE: readonly [string, string][] = [
  [
    'A53a a base that every address is resolved against',
    `@base <https://x/${'a/'.repeat(250_000)}>. ${'<a> <b> <../../c>.'.repeat(10_000)}`,
  ],
  ['A53a bases upon bases', '@base <a/>.\n'.repeat(50_000)],
  ['A53a brackets without end', `<#a> <#b> ${'[ <#c> '.repeat(100_000)}`],
  ['A53a lists of lists', `<#a> <#b> ${'('.repeat(500_000)}`],
  ['A53a a text without end', `<#a> <#b> "${'x'.repeat(900_000)}`],
  ['A53a very many statements', `<#a> <#b> ${'1,'.repeat(400_000)} 1.`],
  ['A53b a document over the limit', `#${'x'.repeat(1_100_000)}`],
  ['A53d half a document', '<#a> <#b>'],
];

describe('a category’s document', () => {
  it.each(HOSTILE)('%s costs its owner the category, and nobody else anything', async (_name, turtle) => {
    await put('preferences.ttl', turtle);
    await forget();
    let settled = false;
    const hostile = status('/v1/preferences').finally(() => {
      settled = true;
    });
    do {
      expect((await read(ofAlice, '/v1/preferences')).status).toBe(200);
    } while (!settled);
    expect(await hostile).toEqual(REJECTED);
    expect((await read(ofMallory, '/v1/issues')).status).toBe(200);
  });

  it.each([
    // A pod server may convert documents of other types, and fetch for it what it likes: the gateway asks for Turtle, and does not.
    ['A53c JSON-LD', () => JSON.stringify({ '@context': context(), '@id': '#a' })],
    ['A53f Turtle', () => `<> <http://www.w3.org/2002/07/owl#imports> <${context()}>. <#x> a <`],
  ])('%s that names other documents has nothing fetched', async (_name, body) => {
    await put('preferences.ttl', body());
    await forget();
    expect(await status('/v1/preferences')).toEqual(REJECTED);
    expect(fetched).toBe(0);
  });
});

it('of whom its consent is unreadable, reads are held and nothing ends', async () => {
  const file = `consents/${ofMallory.consentId}.ttl`;
  const before = await (await mallory.fetch(`${mallory.container}${file}`)).text();
  await put('preferences.ttl', '');
  await put(file, `@base <https://x/${'a/'.repeat(250_000)}>. ${'<a> <b> <../../c>.'.repeat(10_000)}`);
  await forget();
  expect(await status('/v1/preferences')).toEqual([503, 'temporarily_unavailable']);
  expect((await read(ofAlice, '/v1/preferences')).status).toBe(200);
  await put(file, before);
  await forget();
  expect(await status('/v1/preferences')).toEqual([200, undefined]);
});
