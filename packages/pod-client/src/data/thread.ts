import {
  DCT,
  FOAF_MAKER,
  PARLEY,
  type Proposal,
  proposals as proposalNames,
  SIOC_CONTENT,
  type ThreadMessage,
  type Writer,
  writers as writerNames,
} from '@parley/protocol';
import { type Graph, only, onlyIri, onlyText } from '../rdf/graph.ts';
import type { Statement, Term } from '../rdf/term.ts';
import { about, dateTime, iri, text } from '../rdf/terms.ts';
import { DCT_TERMS, SCHEMA_DATE_DELETED } from '../rdf/vocabulary.ts';
import { fieldTerms } from './field-terms.ts';
import { toInstant } from './field-value.ts';

/** How often a message may have been edited. */
const MAX_EDITS = 100;

interface ThreadSource {
  /** The objects of `wf:message`. */
  readonly terms: readonly Term[];
  /** The document the messages have to lie in. */
  readonly address: string;
  readonly ownerWebId: string;
}

/** The messages of a thread, oldest first, each in its latest wording. What is not a message is counted, not read. */
export function readThread(
  graph: Graph,
  source: ThreadSource,
): { messages: ThreadMessage[]; rejected: number } {
  const messages: ThreadMessage[] = [];
  let rejected = 0;
  for (const term of source.terms) {
    const message = term.kind === 'iri' ? readMessage(graph, term.value, source) : undefined;
    if (message === undefined) rejected += 1;
    else if (message !== 'deleted') messages.push(message);
  }
  messages.sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1));
  return { messages, rejected };
}

function readMessage(
  graph: Graph,
  first: string,
  source: ThreadSource,
): ThreadMessage | 'deleted' | undefined {
  if (!first.startsWith(`${source.address}#`)) return undefined;
  const maker = onlyIri(graph, first, FOAF_MAKER);
  const created = only(graph.objects(first, DCT.created));
  const createdAt = created?.kind === 'literal' ? toInstant(created) : undefined;
  const latest = latestWording(graph, first, maker);
  if (fieldTerms(graph, latest, { predicate: SCHEMA_DATE_DELETED }).length > 0) return 'deleted';
  const content = onlyText(graph, latest, SIOC_CONTENT);
  if (maker === undefined || createdAt === undefined || content === undefined) return undefined;
  const id = first.slice(source.address.length + 1);
  if (maker === source.ownerWebId) return { id, content, createdAt, from: 'owner' };
  const proposes = proposalOf(onlyIri(graph, first, PARLEY.proposes));
  const by = writerNames.find((name) => WRITERS[name] === onlyIri(graph, first, PARLEY.writtenBy));
  const said = { ...(proposes === undefined ? {} : { proposes }), ...(by === undefined ? {} : { by }) };
  return { id, content, createdAt, from: 'vendor', maker, ...said };
}

/** Follows the edits of a message, as long as its own maker made them: nobody else can put words into it. */
function latestWording(graph: Graph, first: string, maker: string | undefined): string {
  let current = first;
  for (let edit = 0; edit < MAX_EDITS; edit += 1) {
    const next = onlyIri(graph, current, DCT_TERMS.isReplacedBy);
    if (next === undefined || onlyIri(graph, next, FOAF_MAKER) !== maker) return current;
    current = next;
  }
  return current;
}

const proposalOf = (term: string | undefined): Proposal | undefined =>
  proposalNames.find((name) => PROPOSALS[name] === term);

/** What a vendor may propose, in our own vocabulary. */
export const PROPOSALS: Readonly<Record<Proposal, string>> = {
  acknowledged: PARLEY.proposalAcknowledged,
  'in-progress': PARLEY.proposalInProgress,
  answered: PARLEY.proposalAnswered,
  fixed: PARLEY.proposalFixed,
};

/** Who wrote a vendor's message, in our own vocabulary. */
export const WRITERS: Readonly<Record<Writer, string>> = {
  person: PARLEY.byPerson,
  program: PARLEY.byProgram,
};

/** The statements of a new message, in the way that SolidOS writes one; the link from the item is not among them. */
export function messageStatements(message: {
  readonly iri: string;
  readonly content: string;
  readonly createdAt: string;
  readonly maker: string;
  readonly proposes?: Proposal | undefined;
  readonly by?: Writer | undefined;
  readonly signed?: string | undefined;
}): Statement[] {
  const { proposes, by, signed } = message;
  return about(message.iri, [
    [SIOC_CONTENT, text(message.content)],
    [DCT.created, dateTime(message.createdAt)],
    [FOAF_MAKER, iri(message.maker)],
    [PARLEY.proposes, proposes === undefined ? undefined : iri(PROPOSALS[proposes])],
    [PARLEY.writtenBy, by === undefined ? undefined : iri(WRITERS[by])],
    [PARLEY.signedMessage, signed === undefined ? undefined : text(signed)],
  ]);
}
