import {
  type Attachment,
  attachmentMediaType,
  type DataCategory,
  DCT,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  plainTextSchema,
  SCHEMA,
} from '@parley/protocol';
import { type Graph, only, onlyText } from '../../rdf/graph.ts';
import type { Statement, Term } from '../../rdf/term.ts';
import { about, dateTime, integer, text } from '../../rdf/terms.ts';
import { toInstant } from '../field-value.ts';
import { attachmentId } from './attachment-address.ts';

const MAX_NAME_LENGTH = 120;

interface AttachmentsSource {
  /** The objects of `wf:attachment`. */
  readonly terms: readonly Term[];
  readonly category: DataCategory;
  readonly container: string;
}

/** The files that an item names, in the order of its document. A link that leads anywhere else is not an attachment: it is counted, not read. */
export function readAttachments(
  graph: Graph,
  { terms, category, container }: AttachmentsSource,
): { attachments: Attachment[]; rejected: number } {
  const attachments = terms
    .slice(0, MAX_ATTACHMENTS)
    .flatMap((term) => readAttachment(graph, term, { category, container }) ?? []);
  return { attachments, rejected: terms.length - attachments.length };
}

function readAttachment(
  graph: Graph,
  term: Term,
  { category, container }: Pick<AttachmentsSource, 'category' | 'container'>,
): Attachment | undefined {
  const id = term.kind === 'iri' ? attachmentId(category, container, term.value) : undefined;
  if (id === undefined) return undefined;
  const mediaType = attachmentMediaType(onlyText(graph, term.value, SCHEMA.encodingFormat));
  const size = Number(onlyText(graph, term.value, SCHEMA.contentSize) ?? Number.NaN);
  if (mediaType === undefined || !isSize(size)) return undefined;
  const name = attachmentName(onlyText(graph, term.value, SCHEMA.name));
  const created = only(graph.objects(term.value, DCT.created));
  const createdAt = created?.kind === 'literal' ? toInstant(created) : undefined;
  return {
    id,
    mediaType,
    size,
    ...(name === undefined ? {} : { name }),
    ...(createdAt === undefined ? {} : { createdAt }),
  };
}

export const isSize = (size: number): boolean =>
  Number.isInteger(size) && size > 0 && size <= MAX_ATTACHMENT_BYTES;

/** A name that can be shown and saved under: no path, nothing that turns the text around it. Any other is no name. */
export function attachmentName(name: string | undefined): string | undefined {
  const isPlain = plainTextSchema({ max: MAX_NAME_LENGTH }).safeParse(name).success;
  return isPlain && name !== undefined && !/[\\/\p{Cs}]|^\.+$/u.test(name) ? name : undefined;
}

/** The statements of a file; the link from the item is not among them. */
export function attachmentStatements(iri: string, attachment: Attachment): Statement[] {
  const { mediaType, size, name, createdAt } = attachment;
  return about(iri, [
    [SCHEMA.encodingFormat, text(mediaType)],
    [SCHEMA.contentSize, integer(size)],
    [SCHEMA.name, name === undefined ? undefined : text(name)],
    [DCT.created, createdAt === undefined ? undefined : dateTime(createdAt)],
  ]);
}
