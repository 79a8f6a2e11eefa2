import {
  type ApprovedItem,
  type Attachment,
  type CategoryField,
  type DataCategory,
  DCT,
  type FieldValue,
  PARLEY,
  RDF_TYPE,
  SIOC_CONTENT,
  type ThreadMessage,
} from '@parley/protocol';
import { attachmentStatements } from '../data/attachments/attachments.ts';
import { toTerm } from '../data/field-value.ts';
import { PROPOSALS, WRITERS } from '../data/thread.ts';
import { PodError } from '../errors.ts';
import type { Statement } from '../rdf/term.ts';
import { about, dateTime, iri, text } from '../rdf/terms.ts';

/** Opaque ids stand under it in RDF. They are nobody's address: nothing leads from them to a pod. */
const ITEM_PREFIX = 'urn:parley:';

/** The side that wrote a message, in our own vocabulary. */
export const MESSAGE_SIDES: Readonly<Record<ThreadMessage['from'], string>> = {
  owner: PARLEY.fromOwner,
  vendor: PARLEY.fromVendor,
};

/**
 * What an answer says, as RDF in the terms of its category: for each item its class, and a statement for each field that it has.
 * Nothing that the JSON does not say.
 *
 * @throws {PodError} `invalid_item`, with the field's name: a value does not fit its field
 */
export function approvedStatements(category: DataCategory, items: readonly ApprovedItem[]): Statement[] {
  return items.flatMap((item) => itemStatements(category, item));
}

function itemStatements(category: DataCategory, { id, ...fields }: ApprovedItem): Statement[] {
  const subject = ITEM_PREFIX + id;
  const details: Statement[] = [];
  const own: Statement[] = [{ subject, predicate: RDF_TYPE, object: iri(category.rdfClass) }];
  for (const [name, value] of Object.entries(fields)) {
    const field = Object.hasOwn(category.fields, name) ? category.fields[name] : undefined;
    if (field === undefined) throw new PodError('invalid_item', { field: name });
    if (typeof value !== 'object') own.push({ subject, ...single(name, field, value) });
    else {
      own.push(...value.map((each) => ({ subject, predicate: field.predicate, object: partIri(each) })));
      details.push(...value.flatMap(partStatements));
    }
  }
  return [...own, ...details];
}

function single(
  name: string,
  field: CategoryField,
  value: Exclude<FieldValue, object>,
): Pick<Statement, 'predicate' | 'object'> {
  const object = toTerm(field, value);
  if (object === undefined) throw new PodError('invalid_item', { field: name });
  return { predicate: field.predicate, object };
}

const partIri = ({ id }: ThreadMessage | Attachment) => iri(ITEM_PREFIX + id);

const partStatements = (part: ThreadMessage | Attachment): Statement[] =>
  'content' in part ? messageStatements(part) : attachmentStatements(partIri(part).value, part);

function messageStatements(message: ThreadMessage): Statement[] {
  return about(partIri(message).value, [
    [SIOC_CONTENT, text(message.content)],
    [DCT.created, dateTime(message.createdAt)],
    [PARLEY.from, iri(MESSAGE_SIDES[message.from])],
    [PARLEY.proposes, message.proposes === undefined ? undefined : iri(PROPOSALS[message.proposes])],
    [PARLEY.writtenBy, message.by === undefined ? undefined : iri(WRITERS[message.by])],
  ]);
}
