import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';
import { type ExportFormat, serialise } from '../rdf/serialise.ts';

/**
 * One document of the container as a file to take away, in the format of the owner's choice.
 *
 * @throws {PodError} `not_found`, `content_rejected`, `access_denied`, `unavailable`, `address_refused`
 * @example await exportDocument(pod, { path: 'preferences.ttl', format: 'application/ld+json' })
 */
export async function exportDocument(
  pod: Pod,
  options: { readonly path: string; readonly format: ExportFormat },
): Promise<string> {
  const url = pod.resolve(options.path);
  const reading = await readDocument({ ...pod, url });
  if (reading.status !== 'read') throw new PodError('not_found');
  return serialise(reading.turtle, url, options.format);
}
