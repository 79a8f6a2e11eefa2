// RDF as somebody else's libraries see it: what a vendor's engineer would read our answers with.
import type { DataCategory } from '@parley/protocol';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { Parser, type Quad, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const ITEM = 'urn:parley:';

export const parseTurtle = (text: string, baseIRI = 'https://gateway.example/'): Quad[] =>
  new Parser({ baseIRI, format: 'text/turtle' }).parse(text);

/** Fails where anything would have to be fetched. */
export async function parseJsonLd(text: string): Promise<Quad[]> {
  const documentLoader = { load: () => Promise.reject(new Error('nothing is fetched')) };
  const parser = new JsonLdParser({ documentLoader });
  parser.end(text);
  const statements: Quad[] = [];
  for await (const statement of parser as AsyncIterable<Quad>) statements.push(statement);
  return statements;
}

/** The statements in an order that two equal graphs share. */
export const sorted = (quads: readonly Quad[]): string[] =>
  quads
    .map(({ subject, predicate, object }) => {
      const type = object.termType === 'Literal' ? object.datatype.value : object.termType;
      return JSON.stringify([subject.value, predicate.value, object.value, type]);
    })
    .sort();

/** The paths that a validator finds not to fit. */
export async function violations(shapes: readonly Quad[], data: readonly Quad[]): Promise<string[]> {
  const report = await new SHACLValidator(new Store([...shapes])).validate(new Store([...data]));
  return report.conforms ? [] : report.results.map(({ path }) => path?.value ?? 'the item');
}

/** The items that a graph says, back in the words of the JSON. It fails at a statement that says anything else. */
export function itemsOf(category: DataCategory, quads: readonly Quad[]): Record<string, unknown>[] {
  const isClass = ({ predicate, object }: Quad) =>
    predicate.value === RDF_TYPE && object.value === category.rdfClass;
  const items = new Map<string, Record<string, unknown>>(
    quads.filter(isClass).map(({ subject }) => [subject.value, { id: idOf(subject.value) }]),
  );
  const messages = new Map<string, Record<string, unknown>>();
  const others = quads.filter((each) => !isClass(each));
  const isOfItem = ({ subject }: Quad) => items.has(subject.value);
  // A graph has no order: the items first, and then what they name.
  for (const { subject, predicate, object } of [
    ...others.filter(isOfItem),
    ...others.filter((each) => !isOfItem(each)),
  ]) {
    const item = items.get(subject.value);
    if (item === undefined) {
      const message = messages.get(subject.value);
      if (message === undefined) throw new Error(`Nothing says what ${subject.value} is.`);
      Object.assign(message, messagePart(predicate.value, object));
      continue;
    }
    const [name = '', field] =
      Object.entries(category.fields).find(([, each]) => each.predicate === predicate.value) ?? [];
    if (field?.kind === 'messages' || field?.kind === 'attachments') {
      const message = { id: idOf(object.value) };
      messages.set(object.value, message);
      item[name] = [...((item[name] as object[] | undefined) ?? []), message];
    } else item[name] = field?.values === undefined ? literalOf(object) : wordFor(field.values, object.value);
  }
  return [...items.values()];
}

const MESSAGE_PARTS: Readonly<Record<string, string>> = {
  'http://rdfs.org/sioc/ns#content': 'content',
  'http://purl.org/dc/terms/created': 'createdAt',
  'https://w3id.org/parley#from': 'from',
  'https://schema.org/encodingFormat': 'mediaType',
  'https://schema.org/contentSize': 'size',
  'https://schema.org/name': 'name',
};

function messagePart(predicate: string, object: Quad['object']): object {
  const name = MESSAGE_PARTS[predicate];
  if (name === undefined) throw new Error(`No message or file has ${predicate}.`);
  if (object.termType === 'Literal') return { [name]: literalOf(object) };
  return { [name]: object.value.replace('https://w3id.org/parley#from-', '') };
}

function wordFor(values: Readonly<Record<string, string>>, iri: string): string {
  const [word] = Object.entries(values).find(([, each]) => each === iri) ?? [];
  if (word === undefined) throw new Error(`${iri} is no word of the list.`);
  return word;
}

function literalOf(object: Quad['object']): unknown {
  if (object.termType !== 'Literal') throw new Error(`${object.value} is no value.`);
  const [, type = ''] = object.datatype.value.split('#');
  if (type === 'boolean') return object.value === 'true';
  return ['integer', 'decimal', 'double'].includes(type) ? Number(object.value) : object.value;
}

function idOf(iri: string): string {
  if (!iri.startsWith(ITEM)) throw new Error(`${iri} is no opaque id.`);
  return iri.slice(ITEM.length);
}
