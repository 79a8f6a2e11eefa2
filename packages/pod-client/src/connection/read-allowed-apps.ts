import { DOCUMENTS, PARLEY } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import type { Pod } from '../open-pod.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';

const MAX_BYTES = 16_384;

/**
 * The client ids of the apps that the owner has allowed to widen consents: each `parley:allowedApp` of `settings.ttl#this`, as an IRI or a
 * text. `undefined`: there is no such document, so the owner has not chosen.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed; `access_denied`; `unavailable`
 */
export async function readAllowedApps(pod: Pod): Promise<readonly string[] | undefined> {
  const url = pod.resolve(DOCUMENTS.settings);
  const reading = await readDocument({ ...pod, url, maxBytes: MAX_BYTES });
  if (reading.status !== 'read') return undefined;
  return parseTurtle(reading.turtle, url)
    .objects(`${url}#this`, PARLEY.allowedApp)
    .map(({ value }) => value);
}
