import { categories, type DataCategory } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { itemIri } from './item-address.ts';
import { parseList } from './parse-list.ts';
import { parseVendors } from './parse-vendors.ts';

const preferences = categories.get('preferences') as DataCategory;
const issues = categories.get('issues') as DataCategory;
const container = 'https://pod.example/parley/';
const prefixes = `@prefix : <#>. @prefix p: <https://w3id.org/parley#>. @prefix schema: <https://schema.org/>.
  @prefix http: <http://schema.org/>. @prefix dct: <http://purl.org/dc/terms/>. @prefix xsd: <http://www.w3.org/2001/XMLSchema#>.`;
const complete = `a p:Preference; schema:propertyID "delivery"; schema:description "Ring twice"; p:strength p:strength-prefer;
  dct:modified "2026-11-22T10:00:00Z"^^xsd:dateTime; p:appliesTo p:Everyone`;
const parse = (turtle: string) => parseList(preferences, { turtle: prefixes + turtle, container });

describe('the list of a category', () => {
  it.each([
    ['"text"', 'text'],
    ['"Wort"@de, "word"', 'word'],
    ['5', 5],
    ['2.50', 2.5],
    ['true', true],
    ['"1"^^xsd:boolean', true],
    ['"2026-01-01"^^xsd:date', '2026-01-01'],
  ])('reads the value %s', (term, value) => {
    expect(parse(`:a ${complete}; schema:value ${term}.`).items[0]?.fields['value']).toBe(value);
  });

  it.each([
    ['"2026-11-22T10:00:00+02:00"^^xsd:dateTime', '2026-11-22T08:00:00.000Z'],
    ['"2026-11-22T10:00:00.250Z"^^xsd:dateTime', '2026-11-22T10:00:00.250Z'],
    ['"2026-11-22T10:00:00"^^xsd:dateTime', '2026-11-22T10:00:00.000Z'],
    ['"2026-11-22"^^xsd:date', '2026-11-22T00:00:00.000Z'],
  ])('reads the instant %s in UTC', (term, instant) => {
    expect(parse(`:a ${complete}; schema:validThrough ${term}.`).items[0]?.fields['validUntil']).toBe(
      instant,
    );
  });

  it('reads what was written with the http IRIs of schema.org', () => {
    const { items } = parse(`:a ${complete.replaceAll('schema:', 'http:')}; http:value 3.`);
    expect(items[0]?.fields).toMatchObject({ topic: 'delivery', statement: 'Ring twice', value: 3 });
  });

  it.each([
    ['a missing field', complete.replace('schema:propertyID "delivery";', ''), 'topic'],
    ['two values', `${complete}; schema:propertyID "other"`, 'topic'],
    ['two values without a language', `${complete}; schema:value "a", "b"`, 'value'],
    ['an IRI for a text', complete.replace('"Ring twice"', '<card#me>'), 'statement'],
    ['an unknown word', complete.replace('p:strength-prefer', 'p:strength-demand'), 'strength'],
    ['a word as text', complete.replace('p:strength-prefer', '"prefer"'), 'strength'],
    ['two words', `${complete}; p:strength p:strength-avoid`, 'strength'],
    ['an instant that is none', `${complete}; schema:validThrough "soon"`, 'validUntil'],
    ['a day that does not exist', `${complete}; schema:validThrough "2026-13-01T00:00:00Z"`, 'validUntil'],
    ['a number that is none', `${complete}; schema:value "many"^^xsd:integer`, 'value'],
    ['an infinite number', `${complete}; schema:value "INF"^^xsd:double`, 'value'],
  ])('leaves out an item with %s, names the field, and keeps the others', (_name, item, field) => {
    const { items, rejected } = parse(`:bad ${item}. :good ${complete}.`);
    expect(items.map(({ id }) => id)).toEqual(['good']);
    expect(rejected).toEqual([{ id: 'bad', reason: 'field', field }]);
  });

  it.each(['[]', '<card#me>', '<https://elsewhere.example/preferences.ttl#x>', '<preferences.ttl>'])(
    'leaves out an item that is named %s',
    (name) => {
      const { items, rejected } = parse(`${name} ${complete}.`);
      expect({ items, rejected }).toEqual({ items: [], rejected: [{ reason: 'address' }] });
    },
  );

  it.each([
    ['p:appliesTo p:Everyone', 'everyone'],
    ['p:appliesTo <vendors.ttl#acme>, <vendors.ttl#shops>', ['acme', 'shops']],
    ['p:appliesTo <https://elsewhere.example/vendors.ttl#acme>', []],
    ['p:appliesTo "everyone"', []],
    ['p:topic "nothing"', []],
  ])('reads %s as meant for %j', (term, audience) => {
    expect(parse(`:a ${complete.replace('p:appliesTo p:Everyone', term)}.`).items[0]?.audience).toEqual(
      audience,
    );
  });
});

describe('ids of items', () => {
  it.each(['abc', 'index#Iss17', 'item_x-Y'])('%s is turned into an address and back', (id) => {
    expect(itemIri(issues, container, id)).toMatch(
      /^https:\/\/pod\.example\/parley\/issues\/[\w-]+\.ttl#\w+$/,
    );
  });

  it.each(['', '../card', 'a/b', 'a#b#c', 'a#', '#b', '.', 'a?b', 'a%2fb', 'abc#this'])(
    '%j is no id',
    (id) => {
      expect(() => itemIri(issues, container, id)).toThrow(expect.objectContaining({ code: 'invalid_item' }));
    },
  );
});

describe('vendors.ttl', () => {
  it('gives vendors with their circles, and leaves out what has no name or lies elsewhere', () => {
    const turtle = `${prefixes}
      :acme a p:Vendor; schema:name "Acme"; http:url "https://acme.example/"; p:clientId <https://acme.example/client>;
        p:inCircle :telecoms, <https://elsewhere.example/#c>.
      :telecoms a p:Circle; schema:name "Telephones". :nameless a p:Vendor. <x#y> a p:Vendor; schema:name "Y".`;
    expect(parseVendors({ turtle, container })).toEqual({
      vendors: [
        {
          id: 'acme',
          name: 'Acme',
          site: 'https://acme.example/',
          clientId: 'https://acme.example/client',
          circles: ['telecoms'],
        },
      ],
      circles: [{ id: 'telecoms', name: 'Telephones' }],
      rejected: [{ id: 'nameless', reason: 'field', field: 'name' }, { reason: 'address' }],
    });
  });
});
