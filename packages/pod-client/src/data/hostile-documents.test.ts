import { categories, type DataCategory } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { type DocumentKind, type DocumentToParse, parseDocument } from '../document-parsers.ts';

const container = 'https://pod.example/parley/';
const categoryOf = (name: string) => categories.get(name) as DataCategory;
const prefixes = `@prefix : <#>. @prefix p: <https://w3id.org/parley#>. @prefix v: <http://www.w3.org/2006/vcard/ns#>.
  @prefix r: <http://www.w3.org/2000/01/rdf-schema#>. @prefix w: <http://www.w3.org/2005/01/wf/flow#>. @prefix s: <https://schema.org/>.
  @prefix e: <http://purl.org/dc/elements/1.1/>. @prefix d: <http://purl.org/dc/terms/>. @prefix f: <http://xmlns.com/foaf/0.1/>.\n`;
const many = (count: number, make: (each: number) => string) =>
  Array.from({ length: count }, (_, each) => make(each));

/** Small for what they cost where each thing is looked at once for each other: each of these took from seconds to minutes. */
const multiplying: readonly [string, DocumentKind, string, object][] = [
  [
    'cards that share an e-mail address with very many values',
    'list',
    `:x v:value ${many(15_000, (i) => `"${i}"`)} . ${many(6_000, (i) => `:c${i} a v:VCard; v:hasEmail :x .`).join('\n')}`,
    { category: categoryOf('contact') },
  ],
  [
    'cards that share very many addresses',
    'list',
    `${many(150, (i) => `:x${i} v:locality ${many(100, (j) => `"${j}"`)} .`).join('\n')}
     ${many(200, (i) => `:c${i} a v:VCard; v:hasAddress ${many(150, (j) => `:x${j}`)} .`).join('\n')}`,
    { category: categoryOf('contact') },
  ],
  [
    'issues in a state under very many classes',
    'list',
    `:s r:subClassOf ${many(10_000, (i) => `:k${i}`)} . ${many(8_000, (i) => `:i${i} a :s; e:title "a"; w:tracker :t .`).join('\n')}`,
    { category: categoryOf('issues') },
  ],
  [
    'a preference in very many translations',
    'list',
    `:a a p:Preference; s:propertyID "a"; s:description ${many(40_000, (i) => `"${i}"@en-${i.toString(36)}`)} .`,
    { category: categoryOf('preferences') },
  ],
  [
    'a thread whose messages are edits of each other',
    'item',
    `${many(10_000, (i) => `:m${i} f:maker :m; d:isReplacedBy :m${i + 1} .`).join('\n')} <#this> w:message ${many(10_000, (i) => `:m${i}`)} .`,
    { category: categoryOf('issues'), id: 'item_x', ownerWebId: 'https://ann.example/#me' },
  ],
  [
    'vendors in circles of circles',
    'vendors',
    many(10_000, (i) => `:v${i} a p:Vendor, p:Circle; s:name "a"; p:inCircle :v${i + 1} .`).join('\n'),
    {},
  ],
];

describe('a document that is made to cost', () => {
  it.each(multiplying)('is read in the time of its length: %s', (_name, kind, turtle, input) => {
    const document = { kind, input: { turtle: prefixes + turtle, container, ...input } };
    expect(parseDocument(document as unknown as DocumentToParse<'list'>)).toBeTypeOf('object');
  });

  it('says of a field with too many values that it does not fit', () => {
    const turtle = `${prefixes} :a a v:VCard; v:hasEmail ${many(500, (i) => `<mailto:a${i}@b.example>`)} . :b a v:VCard; v:fn "Bea".`;
    const category = categoryOf('contact');
    const { items, rejected } = parseDocument({ kind: 'list', input: { turtle, container, category } });
    expect(items.map(({ id }) => id)).toEqual(['b']);
    expect(rejected).toEqual([{ id: 'a', reason: 'field', field: 'email' }]);
  });
});
