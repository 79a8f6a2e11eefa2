import { type ReadDocument, readDocument } from '../conditional-get.ts';
import type { Pod } from '../open-pod.ts';
import { parseIn } from '../parse-in.ts';
import { consentAddress } from './consent-address.ts';
import type { ConsentContent } from './parse-consent-document.ts';

export type ConsentReading = ConsentContent & Pick<ReadDocument, 'status' | 'etag' | 'lastModified'>;

/**
 * A consent's document, as anybody may have edited it.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed; `access_denied`; `unavailable`
 */
export async function readConsentDocument(
  pod: Pod,
  options: { readonly consentId: string; readonly etag?: string },
): Promise<ConsentReading | { readonly status: 'unchanged' } | { readonly status: 'absent' }> {
  const { consentId, etag } = options;
  const url = consentAddress(pod, consentId);
  const reading = await readDocument({ ...pod, url, ...(etag === undefined ? {} : { etag }) });
  if (reading.status !== 'read') return reading;
  const content = await parseIn(pod, {
    kind: 'consent',
    of: pod.container,
    input: { turtle: reading.turtle, url },
  });
  return { status: 'read', ...content, ...validatorsOf(reading) };
}

function validatorsOf(reading: ReadDocument): Pick<ReadDocument, 'etag' | 'lastModified'> {
  const { etag, lastModified } = reading;
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}
