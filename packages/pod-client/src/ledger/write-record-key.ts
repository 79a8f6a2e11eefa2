import { PARLEY, RDF_TYPE, readCompactJws, recordKeyClaimsSchema } from '@parley/protocol';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';
import { about, dateTime, iri, text } from '../rdf/terms.ts';
import { DCT_TERMS } from '../rdf/vocabulary.ts';
import { createOnce } from './create-once.ts';
import { recordKeyAddress } from './record-key-address.ts';

/**
 * Writes the statement that introduces a record key as one file that is never changed. Trying again is safe: another statement of the
 * same key already there counts as written.
 *
 * @throws {PodError} `content_rejected`: not such a statement; `conflict`: another key is there; `access_denied`; `unavailable`
 */
export async function writeRecordKey(pod: Pod, jws: string): Promise<{ readonly created: boolean }> {
  const claims = claimsOf(jws);
  if (claims === undefined) throw new PodError('content_rejected');
  const { jwk, iat, previous } = claims;
  const subject = `${recordKeyAddress(pod, jwk.kid)}#key`;
  return createOnce(pod, {
    subject,
    statements: about(subject, [
      [RDF_TYPE, iri(PARLEY.RecordKey)],
      [DCT_TERMS.identifier, text(jwk.kid)],
      [DCT_TERMS.created, dateTime(new Date(iat * 1000).toISOString())],
      [DCT_TERMS.replaces, previous === null ? undefined : iri(`${recordKeyAddress(pod, previous)}#key`)],
      [PARLEY.jws, text(jws)],
    ]),
    isSame: (existing) => claimsOf(existing)?.jwk.x === jwk.x,
  });
}

const claimsOf = (jws: string) => recordKeyClaimsSchema.safeParse(readCompactJws(jws)?.payload).data;
