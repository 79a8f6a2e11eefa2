import { readDocument } from '../conditional-get.ts';
import { isPodError, PodError } from '../errors.ts';
import { patch } from '../http/write.ts';
import type { PodAccess } from '../pod-access.ts';
import { writeN3Patch } from '../rdf/n3-patch.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import type { Statement } from '../rdf/term.ts';

/**
 * Adds statements to a document that is there, with no more than acl:Read and acl:Append. One that was deleted is never made again, and
 * the condition for that stands twice: as If-Match, and as a statement that has to be in it, because some servers know no If-Match.
 * Adding the same statements twice leaves one of each.
 *
 * @throws {PodError} `not_found`: there is no document; `content_rejected`, `conflict`, `access_denied`, `patch_not_supported`,
 * `unavailable`
 */
export async function appendToDocument(
  access: PodAccess,
  { url, inserts }: { readonly url: string; readonly inserts: readonly Statement[] },
): Promise<void> {
  const reading = await readDocument({ ...access, url });
  if (reading.status !== 'read') throw new PodError('not_found');
  // What it is, or belongs to: taken as it stands there, because a document that was moved here names itself by its old address.
  const where = parseTurtle(reading.turtle, url)
    .statements.filter(({ subject, object }) => !subject.startsWith('_:') && object.kind === 'iri')
    .slice(0, 1);
  try {
    await patch(access, { url, n3: writeN3Patch({ where, inserts }), condition: { ifMatch: '*' } });
  } catch (error) {
    if (!isPodError(error) || error.code !== 'conflict') throw error;
    const after = await readDocument({ ...access, url });
    throw after.status === 'absent' ? new PodError('not_found', { cause: error }) : error;
  }
}
