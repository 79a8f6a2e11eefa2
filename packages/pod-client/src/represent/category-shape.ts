import {
  type CategoryField,
  type DataCategory,
  DCT,
  PARLEY,
  RDF_TYPE,
  SCHEMA,
  SIOC_CONTENT,
  XSD,
} from '@parley/protocol';
import { isMany } from '../data/field-value.ts';
import { PROPOSALS, WRITERS } from '../data/thread.ts';
import type { Statement, Term } from '../rdf/term.ts';
import { about, integer, iri, text } from '../rdf/terms.ts';
import { type TermList, writeTurtle } from '../rdf/write-turtle.ts';
import { MESSAGE_SIDES } from './approved-statements.ts';
import { SH } from './shacl.ts';

interface Part {
  readonly statements: readonly Statement[];
  readonly lists?: readonly TermList[];
}

const TRUE: Term = { kind: 'literal', value: 'true', datatype: XSD.boolean };
const ITEM = '#item';
const MESSAGE = '#message';
const ATTACHMENT = '#attachment';
/** What a field of the kind `value` may be. */
const VALUE_TYPES = ['string', 'boolean', 'integer', 'decimal', 'double'] as const;
const xsd = (name: string): string => XSD.string.replace('string', name);

/**
 * The SHACL shape of a category's items as vendors get them, in Turtle, from its declaration. An item has no field that is not
 * declared, each at most once; none has to be there, because what was not approved is absent. Its IRIs are relative to where it is served.
 *
 * @see https://www.w3.org/TR/shacl/
 */
export function writeShape(category: DataCategory): string {
  const fields = Object.entries(category.fields).filter(([, field]) => field.predicate !== RDF_TYPE);
  const properties = ['class', ...fields.map(([name]) => name)].map((name) => `#field-${name}`);
  const parts = [
    nodeShape(ITEM, properties, [SH.targetClass, iri(category.rdfClass)]),
    classProperty(category),
    ...fields.map(([name, field]) => fieldProperty(name, field)),
    ...(fields.some(([, { kind }]) => kind === 'messages') ? messageShape() : []),
    ...(fields.some(([, { kind }]) => kind === 'attachments') ? attachmentShape() : []),
    ...(fields.some(([, { kind }]) => kind === 'value') ? VALUE_TYPES.map(valueShape) : []),
  ];
  return writeTurtle(
    parts.flatMap(({ statements }) => statements),
    parts.flatMap(({ lists = [] }) => lists),
  );
}

function nodeShape(name: string, properties: readonly string[], ...more: readonly [string, Term][]): Part {
  return {
    statements: about(name, [
      [RDF_TYPE, iri(SH.NodeShape)],
      ...more,
      [SH.nodeKind, iri(SH.IRI)],
      [SH.closed, TRUE],
      ...properties.map((each): [string, Term] => [SH.property, iri(each)]),
    ]),
  };
}

/** Its own class and, where a field is kept as a class, such as a state, at most one of that field's. */
function classProperty(category: DataCategory): Part {
  const words = Object.values(category.fields)
    .filter(({ predicate }) => predicate === RDF_TYPE)
    .map(({ values = {} }) => Object.values(values));
  const subject = '#field-class';
  return {
    statements: property(subject, RDF_TYPE, [
      [SH.hasValue, iri(category.rdfClass)],
      [SH.maxCount, integer(1 + words.length)],
    ]),
    lists: [{ subject, predicate: SH.in, items: [category.rdfClass, ...words.flat()].map(iri) }],
  };
}

function fieldProperty(name: string, field: CategoryField): Part {
  const subject = `#field-${name}`;
  const common: [string, Term][] = [
    [SH.name, text(name)],
    [SH.description, text(field.label)],
    ...(isMany(field) ? [] : ([[SH.maxCount, integer(1)]] as [string, Term][])),
  ];
  const list = (predicate: string, iris: readonly string[]): Pick<Part, 'lists'> => ({
    lists: [{ subject, predicate, items: iris.map(iri) }],
  });
  const statements = (...more: [string, Term][]) => property(subject, field.predicate, [...common, ...more]);
  switch (field.kind) {
    case 'text':
      return { statements: statements([SH.datatype, iri(XSD.string)]) };
    case 'instant':
      return { statements: statements([SH.datatype, iri(XSD.dateTime)]) };
    case 'token':
      return { statements: statements(), ...list(SH.in, Object.values(field.values ?? {})) };
    case 'value':
      return { statements: statements(), ...list(SH.or, VALUE_TYPES.map(valueName)) };
    case 'messages':
      return { statements: statements([SH.node, iri(MESSAGE)]) };
    case 'attachments':
      return { statements: statements([SH.node, iri(ATTACHMENT)]) };
  }
}

function messageShape(): Part[] {
  const once: [string, Term][] = [
    [SH.minCount, integer(1)],
    [SH.maxCount, integer(1)],
  ];
  const [content, created, from] = ['#message-content', '#message-created', '#message-from'];
  const [proposes, by] = ['#message-proposes', '#message-by'];
  return [
    nodeShape(MESSAGE, [content, created, from, proposes, by]),
    { statements: property(content, SIOC_CONTENT, [...once, [SH.datatype, iri(XSD.string)]]) },
    { statements: property(created, DCT.created, [...once, [SH.datatype, iri(XSD.dateTime)]]) },
    {
      statements: property(from, PARLEY.from, once),
      lists: [{ subject: from, predicate: SH.in, items: Object.values(MESSAGE_SIDES).map(iri) }],
    },
    {
      statements: property(proposes, PARLEY.proposes, [[SH.maxCount, integer(1)]]),
      lists: [{ subject: proposes, predicate: SH.in, items: Object.values(PROPOSALS).map(iri) }],
    },
    {
      statements: property(by, PARLEY.writtenBy, [[SH.maxCount, integer(1)]]),
      lists: [{ subject: by, predicate: SH.in, items: Object.values(WRITERS).map(iri) }],
    },
  ];
}

function attachmentShape(): Part[] {
  const atMostOnce: [string, Term] = [SH.maxCount, integer(1)];
  const once: [string, Term][] = [[SH.minCount, integer(1)], atMostOnce];
  const [type, size] = ['#attachment-type', '#attachment-size'];
  const [name, created] = ['#attachment-name', '#attachment-created'];
  return [
    nodeShape(ATTACHMENT, [type, size, name, created]),
    { statements: property(type, SCHEMA.encodingFormat, [...once, [SH.datatype, iri(XSD.string)]]) },
    { statements: property(size, SCHEMA.contentSize, [...once, [SH.datatype, iri(XSD.integer)]]) },
    { statements: property(name, SCHEMA.name, [atMostOnce, [SH.datatype, iri(XSD.string)]]) },
    { statements: property(created, DCT.created, [atMostOnce, [SH.datatype, iri(XSD.dateTime)]]) },
  ];
}

const valueName = (type: string): string => `#value-${type}`;

function valueShape(type: string): Part {
  return {
    statements: about(valueName(type), [
      [RDF_TYPE, iri(SH.NodeShape)],
      [SH.datatype, iri(xsd(type))],
    ]),
  };
}

function property(subject: string, path: string, more: readonly [string, Term][]): Statement[] {
  return about(subject, [[RDF_TYPE, iri(SH.PropertyShape)], [SH.path, iri(path)], ...more]);
}
