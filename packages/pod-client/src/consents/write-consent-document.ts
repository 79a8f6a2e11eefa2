import { PARLEY, RDF_TYPE } from '@parley/protocol';
import { appendToDocument } from '../data/append-to-document.ts';
import { isPodError, PodError } from '../errors.ts';
import { put } from '../http/write.ts';
import type { Pod } from '../open-pod.ts';
import { iri } from '../rdf/terms.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { consentAddress } from './consent-address.ts';
import { type ConsentStatement, consentTriples } from './consent-statement.ts';
import { readConsentDocument } from './read-consent-document.ts';

export interface WrittenDocument {
  /** `false` where the same content was there already, from an attempt before. */
  readonly created: boolean;
}

/**
 * Creates a consent's document with its first signed version. It needs no more than acl:Append on `consents/`, and
 * acl:Read. Trying again after a failure with an unknown outcome is safe.
 *
 * @throws {PodError} `conflict`: a document with another content is there; `access_denied`; `unavailable`
 */
export async function writeConsentDocument(
  pod: Pod,
  options: { readonly consentId: string; readonly statement: ConsentStatement },
): Promise<WrittenDocument> {
  const { consentId, statement } = options;
  const url = consentAddress(pod, consentId);
  const kind = { subject: `${url}#consent`, predicate: RDF_TYPE, object: iri(PARLEY.Consent) };
  const turtle = writeTurtle([kind, ...consentTriples(url, statement)]);
  try {
    await put(pod, { url, turtle, condition: { ifNoneMatch: '*' } });
  } catch (error) {
    // Who may only append gets 403 for what exists, before any condition is looked at.
    if (!isPodError(error) || (error.code !== 'conflict' && error.code !== 'access_denied')) throw error;
    const existing = await readConsentDocument(pod, { consentId });
    if (existing.status !== 'read') throw error;
    if (existing.jws[0] !== statement.jws) throw new PodError('conflict', { cause: error });
    return { created: false };
  }
  return { created: true };
}

/**
 * Adds a signed version or event to a consent's document, and changes nothing that is in it. A document that was
 * deleted is not made again. Adding the same statement twice leaves one.
 *
 * @throws {PodError} `not_found`: the document was deleted; `access_denied`; `unavailable`
 */
export async function appendConsentEvent(
  pod: Pod,
  options: { readonly consentId: string; readonly statement: ConsentStatement },
): Promise<void> {
  const url = consentAddress(pod, options.consentId);
  await appendToDocument(pod, { url, inserts: consentTriples(url, options.statement) });
}
