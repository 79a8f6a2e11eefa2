import { DOCUMENTS } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import type { Pod } from '../open-pod.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import type { Term } from '../rdf/term.ts';

const MAX_BYTES = 16_384;

/**
 * What `settings.ttl#this` says about each property. `undefined`: there is no such document.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed; `access_denied`; `unavailable`
 */
export async function readSettings(pod: Pod): Promise<((property: string) => readonly Term[]) | undefined> {
  const url = pod.resolve(DOCUMENTS.settings);
  const reading = await readDocument({ ...pod, url, maxBytes: MAX_BYTES });
  if (reading.status !== 'read') return undefined;
  const graph = parseTurtle(reading.turtle, url);
  return (property) => graph.objects(`${url}#this`, property);
}
