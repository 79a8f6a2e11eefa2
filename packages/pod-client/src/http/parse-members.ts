import { parseTurtle } from '../rdf/parse-turtle.ts';
import { LDP_CONTAINS } from '../rdf/vocabulary.ts';

/** To match what a listing may weigh. */
const LIMITS = { maxTriples: 500_000, maxDepth: 8, maxIriLength: 2_048, maxLiteralLength: 10_000 };

/**
 * The names of direct members in the text of a container's listing, sorted. What is listed outside the container is left out.
 *
 * @throws {PodError} `content_rejected`
 */
export function parseMembers({
  turtle,
  container,
}: {
  turtle: string;
  container: string;
}): readonly string[] {
  return parseTurtle(turtle, container, LIMITS)
    .objects(container, LDP_CONTAINS)
    .flatMap((term) => (term.value.startsWith(container) ? [term.value.slice(container.length)] : []))
    .filter((name) => /^[^/]+\/?$/.test(name))
    .sort();
}
