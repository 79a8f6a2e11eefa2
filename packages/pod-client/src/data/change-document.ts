import { readDocument } from '../conditional-get.ts';
import { isPodError, PodError } from '../errors.ts';
import { patch, put } from '../http/write.ts';
import type { PodAccess } from '../pod-access.ts';
import type { Graph } from '../rdf/graph.ts';
import { type Changes, writeN3Patch } from '../rdf/n3-patch.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { statementKey } from '../rdf/term.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';

/** Others may write the same document at the same time; after this many meetings the caller is told. */
const ATTEMPTS = 8;
const LONGEST_PAUSE_MS = 50;

interface DocumentChange {
  readonly url: string;
  /**
   * What to change in the document as it is now; `undefined`: nothing. It throws `conflict` where what it meant to
   * change is no longer as the caller saw it.
   */
  readonly change: (graph: Graph) => Changes | undefined;
  /** The text of the document where there is none yet, before the change. Absent: there has to be one. */
  readonly create?: () => string;
}

/**
 * Changes a document without losing what others write: read, compute, then write on the condition that nothing
 * changed meanwhile, and again where it did. The condition stands twice: as ETag, and as the statements that the
 * change rests on, because some servers' ETags have steps of a second.
 *
 * @throws {PodError} `conflict`, `not_found`, `content_rejected`, `access_denied`, `unavailable`
 */
export async function changeDocument(access: PodAccess, options: DocumentChange): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await changeOnce(access, options);
    } catch (error) {
      // Statuses come from the server: a conflict without one is the caller's.
      const isMeeting = isPodError(error) && error.code === 'conflict' && error.status !== undefined;
      if (!isMeeting || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_PAUSE_MS * attempt));
    }
  }
}

async function changeOnce(access: PodAccess, { url, change, create }: DocumentChange): Promise<void> {
  const reading = await readDocument({ ...access, url });
  if (reading.status !== 'read') {
    if (create === undefined) throw new PodError('not_found');
    // Made first, changed after: both are then the same two steps for everybody.
    await put(access, { url, turtle: create(), condition: { ifNoneMatch: '*' } });
    return changeOnce(access, { url, change });
  }
  const changes = change(parseTurtle(reading.turtle, url));
  if (changes === undefined) return;
  const condition = { ifMatch: reading.etag ?? '*' };
  await patch(access, { url, n3: writeN3Patch(changes), condition });
}

/** The document's text from statements alone, for `create`. */
export function emptyDocument(): string {
  return writeTurtle([]);
}

/** The changes that lead from some statements to others; those that stay become the condition. */
export function difference(before: Graph['statements'], after: Graph['statements']): Changes | undefined {
  const kept = new Set(after.map(statementKey));
  const had = new Set(before.map(statementKey));
  const deletes = before.filter((each) => !kept.has(statementKey(each)));
  const inserts = after.filter((each) => !had.has(statementKey(each)));
  if (deletes.length === 0 && inserts.length === 0) return undefined;
  return { where: before.filter((each) => kept.has(statementKey(each))), deletes, inserts };
}
