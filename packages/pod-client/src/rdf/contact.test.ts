import { categories, type DataCategory } from '@parley/protocol';
import { Parser } from 'n3';
import { graph, parse, sym } from 'rdflib';
import { beforeEach, describe, expect, it } from 'vitest';
import { createItem } from '../data/create-item.ts';
import { parseList } from '../data/parse-list.ts';
import { readCategory } from '../data/read-category.ts';
import { updateItem } from '../data/update-item.ts';
import { openPod, type Pod } from '../open-pod.ts';
import { createInMemoryPods } from '../testing/index.ts';

const contact = categories.get('contact') as DataCategory;
const container = 'https://pod.example/parley/';
const prefixes = `@prefix : <#>. @prefix p: <https://w3id.org/parley#>. @prefix schema: <https://schema.org/>.
  @prefix v: <http://www.w3.org/2006/vcard/ns#>. @prefix dct: <http://purl.org/dc/terms/>.
  @prefix xsd: <http://www.w3.org/2001/XMLSchema#>.`;
const readTurtle = (turtle: string) => parseList(contact, { turtle: prefixes + turtle, container });
const now = () => new Date('2026-11-22T10:00:00Z');

const HOME = {
  kind: 'post',
  use: 'home',
  reach: 'also',
  name: 'Ann Example',
  street: 'Lindenweg 7',
  postalCode: '3007',
  city: 'Bern',
  region: 'Bern',
  country: 'Switzerland',
};

describe('contact details that we write', () => {
  let pod: Pod;
  beforeEach(() => {
    const owner = createInMemoryPods().createPod('ann');
    pod = openPod({ container: `${owner.storage}parley/`, ...owner });
  });
  const stored = async () => (await pod.fetch(pod.resolve('contact.ttl'))).text();

  it('are a contact point of schema.org, in the eyes of two RDF libraries', async () => {
    const { id } = await createItem(pod, { category: contact, fields: HOME, audience: ['acme'], now });
    const url = pod.resolve('contact.ttl');
    const kb = graph();
    parse(await stored(), kb, url, 'text/turtle');
    const seen = kb
      .statementsMatching(sym(`${url}#${id}`))
      .map(({ predicate, object }) => [predicate.value.replace(/.*[/#]/, ''), object.value]);
    expect(Object.fromEntries(seen)).toEqual({
      type: 'https://schema.org/ContactPoint',
      kind: 'https://w3id.org/parley#contact-post',
      contactType: 'home',
      reach: 'https://w3id.org/parley#reach-also',
      name: 'Ann Example',
      streetAddress: 'Lindenweg 7',
      postalCode: '3007',
      addressLocality: 'Bern',
      addressRegion: 'Bern',
      addressCountry: 'Switzerland',
      modified: '2026-11-22T10:00:00.000Z',
      appliesTo: `${pod.container}vendors.ttl#acme`,
    });
    const quads = new Parser({ baseIRI: url }).parse(await stored());
    expect(quads).toHaveLength(seen.length);
    expect(quads.every(({ subject }) => subject.termType === 'NamedNode')).toBe(true);
  });

  it('are read as they were written', async () => {
    const email = { kind: 'email', reach: 'first', email: 'ann@example.org', name: 'Ann' };
    const made = await createItem(pod, { category: contact, fields: email, audience: 'everyone' });
    const more = await createItem(pod, { category: contact, fields: HOME, audience: [] });
    expect(await readCategory(pod, { category: contact })).toMatchObject({
      items: [made, more],
      rejected: [],
    });
  });

  it('replace what another app wrote, so that nothing old shines through', async () => {
    const turtle = `${prefixes} :me a v:Individual; v:fn "Ann"; v:hasEmail :mail; v:hasTelephone <tel:+41310000000>;
      <http://example.org/note> "mine"; p:appliesTo p:Everyone. :mail v:value <mailto:old@example.org>.`;
    const headers = { 'content-type': 'text/turtle' };
    await pod.fetch(pod.resolve('contact.ttl'), { method: 'PUT', headers, body: turtle });
    const before = await readCategory(pod, { category: contact });
    if (before.status !== 'read' || before.items[0] === undefined) throw new Error('it was written');
    await updateItem(pod, {
      category: contact,
      item: before.items[0],
      fields: { email: undefined, name: 'Anna' },
    });
    const after = await readCategory(pod, { category: contact });
    expect(after).toMatchObject({ items: [{ id: 'me', audience: 'everyone' }] });
    const { modifiedAt, ...fields } = after.status === 'read' ? (after.items[0]?.fields ?? {}) : {};
    expect(fields).toEqual({ kind: 'card', name: 'Anna', phone: '+41310000000' });
    expect(await stored()).toContain('<http://example.org/note> "mine"');
  });
});

describe('contact details that other apps wrote', () => {
  it('are read from a card whose parts are things of their own, as SolidOS has it', () => {
    const { items, rejected } = readTurtle(`
      :this a v:Individual; v:fn "Ann Example"; v:rev "2026-01-02T00:00:00Z"^^xsd:dateTime;
        v:hasEmail :id1; v:hasTelephone :id2; v:hasAddress :id3; p:appliesTo <vendors.ttl#acme>.
      :id1 a v:Home; v:value <mailto:ann%2Bshop@example.org?subject=hello>. :id2 a v:Cell; v:value <tel:+41-31-000-00-00>.
      :id3 a v:Home; v:street-address "Lindenweg 7"; v:postal-code "3007"; v:locality "Bern"; v:country-name "Switzerland".`);
    expect(rejected).toEqual([]);
    expect(items).toEqual([
      {
        id: 'this',
        audience: ['acme'],
        fields: {
          kind: 'card',
          name: 'Ann Example',
          email: 'ann+shop@example.org',
          phone: '+41-31-000-00-00',
          street: 'Lindenweg 7',
          postalCode: '3007',
          city: 'Bern',
          country: 'Switzerland',
          modifiedAt: '2026-01-02T00:00:00.000Z',
        },
      },
    ]);
  });

  it.each([
    [
      'a flat card',
      ':a a v:VCard; v:hasEmail <mailto:a@b.example>; v:tel "123"',
      { email: 'a@b.example', phone: '123' },
    ],
    ['an address alone', ':a a v:Address; v:locality "Bern"', { city: 'Bern' }],
    [
      'an address of schema.org',
      ':a a schema:PostalAddress; schema:postalCode "3007"',
      { postalCode: '3007' },
    ],
    [
      'the older IRIs of schema.org',
      ':a a schema:ContactPoint; <http://schema.org/email> "a@b.example"',
      { email: 'a@b.example' },
    ],
    ['our own term before that of others', ':a a v:VCard; schema:name "Ann"; v:fn "Old"', { name: 'Ann' }],
  ])('are read from %s, and are for nobody until the owner says for whom', (_name, item, fields) => {
    expect(readTurtle(`${item}.`).items).toEqual([
      { id: 'a', audience: [], fields: { kind: 'card', ...fields } },
    ]);
  });

  it.each([
    ['two e-mail addresses', 'v:hasEmail <mailto:a@b.example>, <mailto:c@d.example>', 'email'],
    ['a link where an address should be', 'v:hasEmail <https://elsewhere.example/>', 'email'],
    ['an address that cannot be decoded', 'v:hasEmail <mailto:%E0%A4>', 'email'],
    ['a part without a name', 'v:hasTelephone [ v:value <tel:+41> ]', 'phone'],
    ['a kind that there is not', 'p:kind p:contact-pigeon', 'kind'],
    ['an end that is none', 'schema:validThrough "some day"', 'validUntil'],
  ])('are left out with %s; the others stay', (_name, statement, field) => {
    const { items, rejected } = readTurtle(`:bad a v:VCard; ${statement}. :good a v:VCard; v:fn "Ann".`);
    expect(items.map(({ id }) => id)).toEqual(['good']);
    expect(rejected).toEqual([{ id: 'bad', reason: 'field', field }]);
  });
});
