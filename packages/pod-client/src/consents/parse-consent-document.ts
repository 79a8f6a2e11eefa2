import { DPV, PARLEY } from '@parley/protocol';
import { type Graph, onlyText } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';

export interface SignedStatement {
  /** What the document says its place is; it is signed inside the JWS chain only. */
  readonly sequence: number;
  readonly jws: string;
  readonly evidence?: string;
}

/** What a consent's document holds. */
export interface ConsentContent {
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
 * The signed statements in the text of a consent's document at this address.
 *
 * @throws {PodError} `content_rejected`
 */
export function parseConsentDocument(turtle: string, url: string): ConsentContent {
  const graph = parseTurtle(turtle, url);
  const statements = graph.statements
    .flatMap(({ subject, predicate, object }) =>
      predicate === PARLEY.jws && object.kind === 'literal'
        ? [signedStatement(graph, subject, object.value)]
        : [],
    )
    .sort((a, b) => a.sequence - b.sequence || (a.jws < b.jws ? -1 : 1));
  return {
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
