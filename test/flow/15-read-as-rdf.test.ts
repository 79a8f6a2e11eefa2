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
import type { WireAnswer } from '../support/wire-vendor.ts';

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

const CATEGORIES = ['preferences', 'issues', 'warranties'];
const TURTLE = 'text/turtle; charset=utf-8';
const JSON_LD = 'application/ld+json; charset=utf-8';
const categoryFor = (name: string) => withWarranties.get(name) ?? categoryOf(name);
const parse = (answer: WireAnswer) =>
  answer.headers.get('content-type') === TURTLE ? parseTurtle(answer.text) : parseJsonLd(answer.text);
const idIn = async (path: string): Promise<string> => {
  const { items = [] } = (await read(path)).body as { items?: { id: string }[] };
  return items[0]?.id ?? '';
};

describe('an approved read', () => {
  it.each(CATEGORIES)(
    'of %s says the same in JSON, Turtle and JSON-LD, in a shape that fits',
    async (name) => {
      const json = await read(`/v1/${name}`);
      const items = json.body['items'] as object[];
      expect(items.length).toBeGreaterThan(0);
      for (const accept of ['text/turtle', 'application/ld+json']) {
        const answer = await read(`/v1/${name}`, accept);
        expect(answer.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
        const graph = await parse(answer);
        expect(itemsOf(categoryFor(name), graph)).toEqual(items);
        expect(answer.text).not.toContain(new URL(alice.container).host);
        const [, shape = ''] = /<([^>]+)>; rel="describedby"/.exec(answer.headers.get('link') ?? '') ?? [];
        const { href } = new URL(shape, gateway.origin);
        expect(await violations(parseTurtle(await (await fetch(href)).text(), href), graph)).toEqual([]);
      }
    },
  );

  it.each(['issues', 'warranties'])(
    'of one of %s says the same in each form, the thread too',
    async (name) => {
      const path = `/v1/${name}/${await idIn(`/v1/${name}`)}`;
      const json = await read(path);
      for (const accept of ['text/turtle', 'application/ld+json'])
        expect(itemsOf(categoryFor(name), await parse(await read(path, accept)))).toEqual([json.body]);
      if (name === 'issues') expect(json.body['messages']).toHaveLength(1);
    },
  );

  it('says no more than the fields that were asked for', async () => {
    const turtle = await read('/v1/preferences?fields=topic&topics=noise', 'text/turtle');
    expect(sorted(parseTurtle(turtle.text))).toHaveLength(2);
  });

  it.each([
    [undefined, 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['application/json; charset=utf-8', 'application/json; charset=utf-8'],
    ['text/*', TURTLE],
    ['application/json;q=0.5, text/turtle;q=0.9', TURTLE],
    ['text/html, application/ld+json;q=0.8, */*;q=0.1', JSON_LD],
    ['application/json;q=0, */*;q=0.1', TURTLE],
    ['application/ld+json; profile="http://www.w3.org/ns/json-ld#expanded"', JSON_LD],
  ])('of whom accepts %s answers %s', async (accept, type) => {
    const answer = await read('/v1/preferences', accept);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('vary')).toMatch(/\bAccept\b/);
  });

  it.each(['text/html', 'application/json;q=0', 'application/rdf+xml', 'nonsense'])(
    'of whom accepts only %s is refused, and is none',
    async (accept) => {
      const before = await gateway.query('SELECT FROM journal');
      const answer = await read('/v1/preferences', accept);
      expect(answer).toMatchObject({ status: 406, body: { code: 'not_acceptable' } });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('vary')).toMatch(/\bAccept\b/);
      expect(await gateway.query('SELECT FROM journal')).toHaveLength(before.length);
    },
  );

  it('has an ETag of its own in each form, and each form knows only its own', async () => {
    const forms = ['application/json', 'text/turtle', 'application/ld+json'];
    const etags = [];
    for (const form of forms) etags.push((await read('/v1/issues', form)).headers.get('etag') ?? '');
    expect(new Set(etags).size).toBe(3);
    for (const [at, form] of forms.entries()) {
      const statuses = [];
      for (const etag of etags)
        statuses.push((await read('/v1/issues', form, { 'if-none-match': etag })).status);
      expect(statuses).toEqual(forms.map((_, each) => (each === at ? 304 : 200)));
    }
  });

  it('is paged by a link in every form', async () => {
    for (const accept of ['application/json', 'text/turtle', 'application/ld+json']) {
      const statements: string[] = [];
      let path = '/v1/preferences?limit=1&fields=statement';
      for (let page = 1; path !== ''; page += 1) {
        expect(page).toBeLessThanOrEqual(2);
        const answer = await read(path, accept);
        const items = answer.body['items'] ?? itemsOf(categoryFor('preferences'), await parse(answer));
        statements.push(...(items as { statement: string }[]).map(({ statement }) => statement));
        const [, next] = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '') ?? [];
        path =
          next === undefined
            ? ''
            : new URL(next, `${gateway.origin}${path}`).href.slice(gateway.origin.length);
      }
      expect(statements.sort()).toEqual(['Below', 'Write, "never" call\n\\ ever']);
    }
  });

  it('is the same entry of the ledger in whatever form', async () => {
    const entries = async (accept: string) => {
      const [before] = await gateway.query<{ n: string }>('SELECT count(*) AS n FROM journal');
      await read('/v1/preferences?fields=topic', accept);
      return gateway.query<{ body: string }>(`SELECT body FROM journal ORDER BY at OFFSET ${before?.n}`);
    };
    const said = [];
    for (const accept of ['application/json', 'text/turtle', 'application/ld+json']) {
      const [entry, ...others] = await entries(accept);
      expect(others).toEqual([]);
      const { id: _, requestId: __, ...rest } = JSON.parse(entry?.body ?? '{}');
      said.push(rest);
    }
    expect(said[0]).toMatchObject({
      outcome: 'disclosed',
      category: 'preferences',
      fields: ['topic'],
      itemCount: 2,
    });
    expect(said).toEqual([said[0], said[0], said[0]]);
  });
});

describe('what anybody may look up', () => {
  it.each(['/vocabulary.ttl', '/shapes/issues.ttl', '/shapes/contact.ttl', '/shapes/warranties.ttl'])(
    'is %s, on any page',
    async (path) => {
      const answer = await fetch(gateway.origin + path);
      expect(answer.headers.get('content-type')).toBe(TURTLE);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(parseTurtle(await answer.text(), gateway.origin + path).length).toBeGreaterThan(20);
    },
  );

  it('is no shape of a category that there is not', async () => {
    expect((await fetch(`${gateway.origin}/shapes/secrets.ttl`)).status).toBe(404);
  });
});
