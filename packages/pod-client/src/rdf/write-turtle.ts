import { PARLEY_NAMESPACE, XSD } from '@parley/protocol';
import { DataFactory, Writer } from 'n3';
import { PodError } from '../errors.ts';
import type { Statement, Term } from './term.ts';

const PREFIXES = {
  acl: 'http://www.w3.org/ns/auth/acl#',
  acp: 'http://www.w3.org/ns/solid/acp#',
  as: 'https://www.w3.org/ns/activitystreams#',
  dc: 'http://purl.org/dc/elements/1.1/',
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  owl: 'http://www.w3.org/2002/07/owl#',
  parley: PARLEY_NAMESPACE,
  pim: 'http://www.w3.org/ns/pim/space#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'https://schema.org/',
  sh: 'http://www.w3.org/ns/shacl#',
  sioc: 'http://rdfs.org/sioc/ns#',
  solid: 'http://www.w3.org/ns/solid/terms#',
  wf: 'http://www.w3.org/2005/01/wf/flow#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** A list as the object of a statement, written as `( … )`: the one way in which a document of ours has nodes without a name. */
export interface TermList {
  readonly subject: string;
  readonly predicate: string;
  readonly items: readonly Term[];
}

/** A Turtle document from statements, the same text for the same statements. */
export function writeTurtle(statements: readonly Statement[], lists: readonly TermList[] = []): string {
  const places = placesOf([
    ...statements.flatMap(irisOf),
    ...lists.flatMap(({ items }) => items.map(({ value }) => value)),
  ]);
  const used = Object.entries(PREFIXES).filter(([, namespace]) =>
    places.some((each) => each.startsWith(namespace)),
  );
  const writer = new Writer({ prefixes: Object.fromEntries(used), format: 'text/turtle' });
  for (const { subject, predicate, object } of statements) {
    writer.addQuad(toSubject(subject), DataFactory.namedNode(predicate), toN3(object));
  }
  for (const list of lists) {
    const items = writer.list(list.items.map(toN3) as never);
    writer.addQuad(toSubject(list.subject), DataFactory.namedNode(list.predicate), items as never);
  }
  let document = '';
  writer.end((error: Error | null, result: string) => {
    if (error !== null) throw new PodError('invalid_item');
    document = result;
  });
  return document;
}

/** Each IRI up to its last `#` or `/`, once: every namespace ends in one of the two, and of thousands of IRIs few places are left. */
const placesOf = (iris: readonly string[]): readonly string[] => [
  ...new Set(iris.map((iri) => iri.slice(0, Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1))),
];

function irisOf({ subject, predicate, object }: Statement): string[] {
  return [subject, predicate, object.kind === 'literal' ? object.datatype : object.value];
}

/** The statements one a line, without prefixes, as they stand inside a patch. */
export function writeLines(statements: readonly Statement[]): string {
  const writer = new Writer({ format: 'N-Triples' });
  return statements
    .map(({ subject, predicate, object }) => {
      const quad = DataFactory.quad(toSubject(subject), DataFactory.namedNode(predicate), toN3(object));
      const line = writer.quadsToString([quad]).trim();
      // rdflib, and so Node Solid Server, makes "true"^^xsd:boolean false; the short form it understands.
      return isPlainBoolean(object) ? line.replace(/"\w+"\^\^<[^>]*> \.$/, `${object.value} .`) : line;
    })
    .join('\n');
}

function isPlainBoolean(term: Term): boolean {
  return term.kind === 'literal' && term.datatype === XSD.boolean && /^(?:true|false)$/.test(term.value);
}

function toSubject(subject: string): ReturnType<typeof DataFactory.namedNode> {
  if (subject.startsWith('_:')) return DataFactory.blankNode(subject.slice(2)) as never;
  return DataFactory.namedNode(checkedIri(subject));
}

function toN3(term: Term): ReturnType<typeof DataFactory.namedNode> | ReturnType<typeof DataFactory.literal> {
  if (term.kind === 'iri') return DataFactory.namedNode(checkedIri(term.value));
  if (term.kind === 'blank') return DataFactory.blankNode(term.value.slice(2)) as never;
  return DataFactory.literal(term.value, term.language ?? DataFactory.namedNode(term.datatype));
}

/** A caller's value never leaves its IRI: what Turtle does not allow between `<` and `>` is refused. */
function checkedIri(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what the grammar forbids
  if (/[\u0000-\u0020<>"{}|^`\\]/.test(value)) throw new PodError('invalid_item');
  return value;
}
