import { readDocument } from '../conditional-get.ts';
import { parseIn } from '../parse-in.ts';
import type { PodAccess } from '../pod-access.ts';

/** Containers may hold many resources: 16 MiB. */
const MAX_BYTES = 16_777_216;

/**
 * The names of a container's direct members, sorted; a container's name ends in a slash. An absent container is empty.
 * What the server lists outside the container is left out.
 */
export async function listContainer(
  access: PodAccess & { readonly container?: string },
  container: string,
): Promise<readonly string[]> {
  const reading = await readDocument({ ...access, url: container, maxBytes: MAX_BYTES });
  if (reading.status !== 'read') return [];
  const input = { turtle: reading.turtle, container };
  return parseIn(access, { kind: 'members', of: access.container ?? container, input });
}
