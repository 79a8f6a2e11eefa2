import { DOCUMENTS } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import type { Pod } from '../open-pod.ts';
import type { Graph } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';

/** Settings are a few lines. */
const MAX_BYTES = 16_384;

export const settingsAddress = (pod: Pod): string => pod.resolve(DOCUMENTS.settings);

/** What settings are statements about. */
export const settingsIri = (address: string): string => `${address}#this`;

/**
 * What is in `settings.ttl`. `undefined`: there is no such document.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed; `access_denied`; `unavailable`
 */
export async function readSettingsDocument(pod: Pod): Promise<Graph | undefined> {
  const url = settingsAddress(pod);
  const reading = await readDocument({ ...pod, url, maxBytes: MAX_BYTES });
  return reading.status === 'read' ? parseTurtle(reading.turtle, url) : undefined;
}
