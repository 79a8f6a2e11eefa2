import { parseTurtle } from '../rdf/parse-turtle.ts';
import { SOLID } from '../rdf/vocabulary.ts';

/**
 * The issuers that the text of a WebID's own document names.
 *
 * @throws {PodError} `content_rejected`
 */
export function parseIssuers({ turtle, webId }: { turtle: string; webId: string }): readonly string[] {
  return parseTurtle(turtle, webId.split('#')[0] as string)
    .objects(webId, SOLID.oidcIssuer)
    .flatMap((term) => (term.kind === 'iri' ? [term.value] : []));
}
