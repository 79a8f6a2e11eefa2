import { DOCUMENTS, RDF_TYPE } from '@parley/protocol';
import { send } from '../http/send.ts';
import { statusProblem } from '../http/status-problem.ts';
import type { Pod } from '../open-pod.ts';
import { about, dateTime, iri, text } from '../rdf/terms.ts';
import { AS } from '../rdf/vocabulary.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';

/** That somebody asks. Who reads the inbox finds the rest at `request`. */
export interface RequestNotice {
  /** Names the notice: a hint that the server need not follow. */
  readonly id: string;
  /** One sentence for a person. */
  readonly summary: string;
  /** Where the request is. */
  readonly request: string;
  /** RFC 3339. */
  readonly askedAt: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

/**
 * Adds a notice to the inbox, as a Linked Data Notification in ActivityStreams 2.0. It needs no more than acl:Append on the inbox, so it
 * cannot look whether it is there: trying again after a fault may add it twice.
 *
 * @throws {PodError} `access_denied`; `not_found`: there is no inbox; `unavailable`
 * @see https://www.w3.org/TR/ldn/#sender
 */
export function putRequestNotice(pod: Pod, notice: RequestNotice): Promise<void> {
  const { id, summary, request, askedAt, expiresAt } = notice;
  // Relative: the server names the document.
  const turtle = writeTurtle(
    about('#notice', [
      [RDF_TYPE, iri(AS.Announce)],
      [AS.summary, text(summary)],
      [AS.object, iri(request)],
      [AS.published, dateTime(askedAt)],
      [AS.endTime, dateTime(expiresAt)],
    ]),
  );
  const headers = { 'content-type': 'text/turtle', slug: `${id}.ttl` };
  const url = pod.resolve(DOCUMENTS.inbox);
  return send(pod, { method: 'POST', url, body: turtle, headers }, (response) => {
    if (!response.ok) throw statusProblem(response.status);
  });
}
