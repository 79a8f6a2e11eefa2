import { DOCUMENTS, DPV, PARLEY, RDF_TYPE } from '@parley/protocol';
import type { Pod } from '../open-pod.ts';
import type { Statement, Term } from '../rdf/term.ts';
import { about, dateTime, integer, iri, text } from '../rdf/terms.ts';
import { DCT_TERMS, PROV } from '../rdf/vocabulary.ts';
import { type BlockPlace, blockAddress } from './block-address.ts';
import { createOnce } from './create-once.ts';

/** One entry of a block, for other Solid apps to read. The signed block is the truth. */
export interface EntryProjection {
  readonly consentId: string;
  readonly sequence: number;
  /** RFC 3339. */
  readonly at: string;
  readonly outcome: 'disclosed' | 'done' | 'refused';
  /** The vendor's client id. */
  readonly vendorId: string;
  /** An IRI. */
  readonly purpose?: string;
  readonly category?: string;
  /** Names only, never a value. */
  readonly fields?: readonly string[];
}

/**
 * Writes one sealed block as one file that is never changed. Trying again is safe: the same block already there
 * counts as written.
 *
 * @throws {PodError} `conflict`: another block is there; `access_denied`; `unavailable`
 */
export async function writeBlock(
  pod: Pod,
  options: BlockPlace & { readonly jws: string; readonly entries: readonly EntryProjection[] },
): Promise<{ readonly created: boolean }> {
  const { number, jws, entries } = options;
  const url = blockAddress(pod, options);
  const subject = `${url}#block`;
  return createOnce(pod, {
    subject,
    statements: [
      ...about(subject, [
        [RDF_TYPE, iri(PARLEY.Block)],
        [PARLEY.sequence, integer(number)],
        [PARLEY.jws, text(jws)],
      ]),
      ...entries.flatMap((entry, index) => entryTriples(pod, `${url}#e${index + 1}`, entry)),
    ],
    isSame: (existing) => existing === jws,
  });
}

function entryTriples(pod: Pod, self: string, entry: EntryProjection): Statement[] {
  return about(self, [
    [RDF_TYPE, iri(entry.outcome === 'disclosed' ? PARLEY.Disclosure : PROV.Activity)],
    [PARLEY.sequence, integer(entry.sequence)],
    [DCT_TERMS.references, iri(`${pod.resolve(DOCUMENTS.consents)}${entry.consentId}.ttl#consent`)],
    [PROV.endedAtTime, dateTime(entry.at)],
    [DCT_TERMS.identifier, text(entry.vendorId)],
    [DPV.hasPurpose, entry.purpose === undefined ? undefined : iri(entry.purpose)],
    [PARLEY.category, entry.category === undefined ? undefined : text(entry.category)],
    ...(entry.fields ?? []).map((field): [string, Term] => [PARLEY.field, text(field)]),
  ]);
}
