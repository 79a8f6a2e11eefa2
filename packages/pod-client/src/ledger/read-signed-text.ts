import { PARLEY } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';
import { onlyText } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';

/** A block holds thousands of entries as one signed text: 16 MiB, and literals to match. */
const MAX_BYTES = 16_777_216;
export const SIGNED_TEXT_LIMITS = {
  maxTriples: 500_000,
  maxDepth: 8,
  maxIriLength: 2_048,
  maxLiteralLength: MAX_BYTES,
};

/**
 * The one signed text that a file of the ledger holds, or `undefined` where there is no file. Not verified: that is for who has the keys.
 *
 * @throws {PodError} `content_rejected`: the file is none of the ledger, or is no longer one
 */
export async function readSignedText(pod: Pod, subject: string): Promise<string | undefined> {
  const [url = subject] = subject.split('#');
  const reading = await readDocument({ ...pod, url, maxBytes: MAX_BYTES });
  if (reading.status !== 'read') return undefined;
  const jws = onlyText(parseTurtle(reading.turtle, url, SIGNED_TEXT_LIMITS), subject, PARLEY.jws);
  if (jws === undefined) throw new PodError('content_rejected');
  return jws;
}
