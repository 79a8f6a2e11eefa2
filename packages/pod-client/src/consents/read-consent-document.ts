import { DPV, PARLEY } from '@parley/protocol';
import { type ReadDocument, readDocument } from '../conditional-get.ts';
import type { Pod } from '../open-pod.ts';
import { type Graph, onlyText } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { consentAddress } from './consent-address.ts';

export interface SignedStatement {
  /** What the document says its place is; it is signed inside the JWS chain only. */
  readonly sequence: number;
  readonly jws: string;
  readonly evidence?: string;
}

export interface ConsentReading extends Pick<ReadDocument, 'status' | 'etag' | 'lastModified'> {
  /** Every signed statement, in the order of `parley:sequence`. Not verified: that is for who has the keys. */
  readonly statements: readonly SignedStatement[];
  /** The JWS of each statement, in the same order. */
  readonly jws: readonly string[];
  /** What the owner's app presented, where a statement has it. */
  readonly evidence: readonly string[];
  /**
   * Somebody wrote, signed or not, that the consent was withdrawn or revoked. From the pod a consent can be ended:
   * this says so, whatever the signed statements say.
   */
  readonly saysEnded: boolean;
}

/**
 * A consent's document, as anybody may have edited it.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed; `access_denied`; `unavailable`
 */
export async function readConsentDocument(
  pod: Pod,
  options: { readonly consentId: string; readonly etag?: string },
): Promise<ConsentReading | { readonly status: 'unchanged' } | { readonly status: 'absent' }> {
  const { consentId, etag } = options;
  const url = consentAddress(pod, consentId);
  const reading = await readDocument({ ...pod, url, ...(etag === undefined ? {} : { etag }) });
  if (reading.status !== 'read') return reading;
  return { ...parseConsentDocument(reading.turtle, url), ...validatorsOf(reading) };
}

function validatorsOf(reading: ReadDocument): Pick<ReadDocument, 'etag' | 'lastModified'> {
  const { etag, lastModified } = reading;
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}

/**
 * The signed statements in the text of a consent's document at this address.
 *
 * @throws {PodError} `content_rejected`
 */
export function parseConsentDocument(turtle: string, url: string): ConsentReading {
  const graph = parseTurtle(turtle, url);
  const statements = graph.statements
    .flatMap(({ subject, predicate, object }) =>
      predicate === PARLEY.jws && object.kind === 'literal'
        ? [signedStatement(graph, subject, object.value)]
        : [],
    )
    .sort((a, b) => a.sequence - b.sequence || (a.jws < b.jws ? -1 : 1));
  return {
    status: 'read',
    statements,
    jws: statements.map(({ jws }) => jws),
    evidence: statements.flatMap(({ evidence }) => evidence ?? []),
    saysEnded: graph.statements.some(({ object }) => object.kind === 'iri' && ENDED.has(object.value)),
  };
}

const ENDED: ReadonlySet<string> = new Set([DPV.ConsentWithdrawn, DPV.ConsentRevoked]);

function signedStatement(graph: Graph, subject: string, jws: string): SignedStatement {
  const sequence = Number(onlyText(graph, subject, PARLEY.sequence) ?? Number.NaN);
  const evidence = onlyText(graph, subject, PARLEY.evidence);
  return {
    // Without a place it comes last: it can end a chain, never stand before one.
    sequence: Number.isSafeInteger(sequence) ? sequence : Number.MAX_SAFE_INTEGER,
    jws,
    ...(evidence === undefined ? {} : { evidence }),
  };
}
