// RDF as somebody else's libraries see it: what a vendor's engineer would read our answers with.
import type { DataCategory } from '@parley/protocol';
import jsonld from 'jsonld';
import { Parser, type Quad, Store, Writer } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const ITEM = 'urn:parley:';

export const parseTurtle = (text: string, baseIRI = 'https://gateway.example/'): Quad[] =>
  new Parser({ baseIRI, format: 'text/turtle' }).parse(text);

/** Fails where anything would have to be fetched. */
export async function parseJsonLd(text: string): Promise<Quad[]> {
  const options = {
    format: 'application/n-quads',
    documentLoader: () => Promise.reject(new Error('nothing is fetched')),
  } as const;
  return new Parser({ format: 'N-Quads' }).parse(String(await jsonld.toRDF(JSON.parse(text), options)));
}

/** The statements, one a line, in an order that two equal graphs share. */
export const linesOf = (quads: readonly Quad[]): string[] =>
  new Writer({ format: 'N-Triples' })
    .quadsToString([...quads])
    .trim()
    .split('\n')
    .sort();

/** What a validator says of a graph: the paths that do not fit. */
export async function violations(shapes: readonly Quad[], data: readonly Quad[]): Promise<string[]> {
  const report = await new SHACLValidator(new Store([...shapes])).validate(new Store([...data]));
  const paths = report.results.map(({ path }) => path?.value ?? '');
  return report.conforms ? [] : paths;
}

/** The items that a graph says, back in the words of the JSON. It fails at a statement that says anything else. */
export function itemsOf(category: DataCategory, quads: readonly Quad[]): Record<string, unknown>[] {
  const items = quads
    .filter(({ predicate, object }) => predicate.value === RDF_TYPE && object.value === category.rdfClass)
    .map(({ subject }) => subject.value);
  const said = new Map(items.map((subject) => [subject, new Map([['id', idOf(subject)]])]));
  const messages = new Map<string, Record<string, unknown>>();
  for (const { subject, predicate, object } of quads) {
    if (predicate.value === RDF_TYPE && object.value === category.rdfClass) continue;
    const item = said.get(subject.value);
    if (item === undefined) {
      const message = messages.get(subject.value) ?? { id: idOf(subject.value) };
      messages.set(subject.value, { ...message, ...messagePart(predicate.value, object.value) });
      continue;
    }
    const [name, field] =
      Object.entries(category.fields).find(([, each]) => each.predicate === predicate.value) ?? [];
    if (name === undefined || field === undefined) throw new Error(`No field has ${predicate.value}.`);
    const word = Object.entries(field.values ?? {}).find(([, iri]) => iri === object.value)?.[0];
    if (field.kind === 'messages') item.set(name, idOf(object.value));
    else item.set(name, (word ?? literalOf(object)) as string);
  }
  return [...said.values()].map((item) => Object.fromEntries(item));
}

const MESSAGE_PARTS: Readonly<Record<string, string>> = {
  'http://rdfs.org/sioc/ns#content': 'content',
  'http://purl.org/dc/terms/created': 'createdAt',
  'https://w3id.org/parley#from': 'from',
};

function messagePart(predicate: string, value: string): object {
  const name = MESSAGE_PARTS[predicate];
  if (name === undefined) throw new Error(`No message has ${predicate}.`);
  return { [name]: value.replace('https://w3id.org/parley#from-', '') };
}

function literalOf(object: Quad['object']): unknown {
  if (object.termType !== 'Literal') throw new Error(`${object.value} is no value.`);
  const [, type] = object.datatype.value.split('#');
  if (type === 'boolean') return object.value === 'true';
  return type === 'integer' || type === 'decimal' || type === 'double' ? Number(object.value) : object.value;
}

function idOf(iri: string): string {
  if (!iri.startsWith(ITEM)) throw new Error(`${iri} is no opaque id.`);
  return iri.slice(ITEM.length);
}
