import { readDocument } from '../conditional-get.ts';
import type { PodAccess } from '../pod-access.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { LDP_CONTAINS } from '../rdf/vocabulary.ts';

/** Containers may hold many resources: 16 MiB, and a statement limit to match. */
const MAX_BYTES = 16_777_216;
const LIMITS = { maxTriples: 500_000, maxDepth: 8, maxIriLength: 2_048, maxLiteralLength: 10_000 };

/**
 * The names of a container's direct members, sorted; a container's name ends in a slash. An absent container is empty.
 * What the server lists outside the container is left out.
 */
export async function listContainer(access: PodAccess, container: string): Promise<readonly string[]> {
  const reading = await readDocument({ ...access, url: container, maxBytes: MAX_BYTES });
  if (reading.status !== 'read') return [];
  return parseTurtle(reading.turtle, container, LIMITS)
    .objects(container, LDP_CONTAINS)
    .flatMap((term) => (term.value.startsWith(container) ? [term.value.slice(container.length)] : []))
    .filter((name) => /^[^/]+\/?$/.test(name))
    .sort();
}
