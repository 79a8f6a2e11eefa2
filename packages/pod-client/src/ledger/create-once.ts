import { isPodError, PodError } from '../errors.ts';
import { put } from '../http/write.ts';
import type { Pod } from '../open-pod.ts';
import type { Statement } from '../rdf/term.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { readSignedText } from './read-signed-text.ts';

/**
 * Creates a file of the ledger, which is never changed. Trying again is safe: where the same is there already, it counts as written.
 *
 * @throws {PodError} `conflict`: something else is there; `access_denied`; `unavailable`
 */
export async function createOnce(
  pod: Pod,
  file: {
    /** What the signed text hangs on; without its fragment, the file's address. */
    readonly subject: string;
    readonly statements: readonly Statement[];
    readonly isSame: (jws: string) => boolean;
  },
): Promise<{ readonly created: boolean }> {
  const [url = file.subject] = file.subject.split('#');
  try {
    await put(pod, { url, turtle: writeTurtle(file.statements), condition: { ifNoneMatch: '*' } });
    return { created: true };
  } catch (error) {
    // Who may only append gets 403 for what exists, before any condition is looked at.
    if (!isPodError(error) || (error.code !== 'conflict' && error.code !== 'access_denied')) throw error;
    const existing = await readSignedText(pod, url);
    if (existing === undefined) throw error;
    if (!file.isSame(existing)) throw new PodError('conflict', { cause: error });
    return { created: false };
  }
}
