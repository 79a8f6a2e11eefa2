import { DOCUMENTS, PARLEY } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';
import { onlyIri, onlyText } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';

/** What the owner's app wrote when it connected the pod: the proof that who connects it can write there. */
export interface Connection {
  readonly ownerWebId: string;
  readonly gatewayWebId: string;
  readonly nonce: string;
}

/** A connection document is three statements. */
const MAX_BYTES = 16_384;

/**
 * Reads `connection.ttl`, where the gateway itself can only read.
 *
 * @throws {PodError} `not_connected`: there is none; `content_rejected`: it does not say exactly one owner, gateway
 * and nonce; `access_denied`; `unavailable`
 */
export async function readConnection(pod: Pod): Promise<Connection> {
  const url = pod.resolve(DOCUMENTS.connection);
  const reading = await readDocument({ ...pod, url, maxBytes: MAX_BYTES });
  if (reading.status !== 'read') throw new PodError('not_connected');
  const graph = parseTurtle(reading.turtle, url);
  const self = connectionIri(url);
  const ownerWebId = onlyIri(graph, self, PARLEY.owner);
  const gatewayWebId = onlyIri(graph, self, PARLEY.gateway);
  const nonce = onlyText(graph, self, PARLEY.nonce);
  if (ownerWebId === undefined || gatewayWebId === undefined || nonce === undefined) {
    throw new PodError('content_rejected');
  }
  return { ownerWebId, gatewayWebId, nonce };
}

export function connectionIri(url: string): string {
  return `${url}#this`;
}
