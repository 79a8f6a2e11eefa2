import {
  type DataCategory,
  DC_TITLE,
  DCT,
  type OpenedIssue,
  type OpenedIssues,
  PARLEY,
  RDF_TYPE,
  WF,
} from '@parley/protocol';
import { type Graph, only, onlyIri, onlyText } from '../../rdf/graph.ts';
import { type ParseLimits, parseTurtle } from '../../rdf/parse-turtle.ts';
import { toInstant } from '../field-value.ts';
import { itemId } from '../item-address.ts';
import { readThread } from '../thread.ts';
import { openedAddress } from './opened-document.ts';
import { openingKindOf } from './opening-kind.ts';

export interface ParseOpenedOptions {
  /** The text of the document of threads that vendors have begun. */
  readonly turtle: string;
  readonly container: string;
  /** Messages made by this WebID are the owner's, all others the vendor's. */
  readonly ownerWebId: string;
  readonly limits?: ParseLimits;
}

/**
 * What vendors have begun, oldest first, and what the owner has muted. A thread that does not fit is left out.
 *
 * @throws {PodError} `content_rejected`: the document cannot be parsed
 */
export function parseOpened(category: DataCategory, options: ParseOpenedOptions): OpenedIssues {
  const address = openedAddress(category, options.container);
  return openedOf(category, parseTurtle(options.turtle, address, options.limits), options);
}

/** The same of the parsed document. */
export function openedOf(
  category: DataCategory,
  graph: Graph,
  { container, ownerWebId }: Pick<ParseOpenedOptions, 'container' | 'ownerWebId'>,
): OpenedIssues {
  const address = openedAddress(category, container);
  const openings = graph
    .subjects(RDF_TYPE, PARLEY.OpenedIssue)
    .flatMap((subject) => readOpening(graph, { category, subject, address, ownerWebId }) ?? [])
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1));
  const mutedVendors = graph
    .objects(`${address}#this`, PARLEY.mutedVendor)
    .flatMap((term) => (term.kind === 'literal' ? [term.value] : []));
  const mutedIssues = graph
    .objects(`${address}#this`, PARLEY.mutedIssue)
    .flatMap((term) => itemId(category, container, term.value) ?? []);
  return { openings, mutedVendors, mutedIssues };
}

function readOpening(
  graph: Graph,
  {
    category,
    subject,
    address,
    ownerWebId,
  }: { category: DataCategory; subject: string; address: string; ownerWebId: string },
): OpenedIssue | undefined {
  const id = subject.slice(address.length + 1);
  if (!subject.startsWith(`${address}#`) || !/^\w[\w-]{0,99}$/.test(id)) return undefined;
  const title = onlyText(graph, subject, DC_TITLE);
  const created = only(graph.objects(subject, DCT.created));
  const createdAt = created?.kind === 'literal' ? toInstant(created) : undefined;
  const kind = openingKindOf(category, onlyIri(graph, subject, PARLEY.kind));
  const vendorId = onlyText(graph, subject, PARLEY.clientId);
  if (title === undefined || createdAt === undefined || kind === undefined || vendorId === undefined)
    return undefined;
  const { messages } = readThread(graph, { terms: graph.objects(subject, WF.message), address, ownerWebId });
  return { id, title, kind, createdAt, vendorId, messages };
}
