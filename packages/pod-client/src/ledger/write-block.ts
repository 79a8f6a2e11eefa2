import { DOCUMENTS, DPV, PARLEY, RDF_TYPE } from '@parley/protocol';
import { isPodError, PodError } from '../errors.ts';
import { put } from '../http/write.ts';
import type { Pod } from '../open-pod.ts';
import type { Statement, Term } from '../rdf/term.ts';
import { about, dateTime, integer, iri, text } from '../rdf/terms.ts';
import { DCT_TERMS, PROV } from '../rdf/vocabulary.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { type BlockPlace, blockAddress } from './block-address.ts';
import { readBlock } from './read-block.ts';

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
  const { date, number, jws, entries } = options;
  const url = blockAddress(pod, options);
  const statements = [
    ...about(`${url}#block`, [
      [RDF_TYPE, iri(PARLEY.Block)],
      [PARLEY.sequence, integer(number)],
      [PARLEY.jws, text(jws)],
    ]),
    ...entries.flatMap((entry, index) => entryTriples(pod, `${url}#e${index + 1}`, entry)),
  ];
  try {
    await put(pod, { url, turtle: writeTurtle(statements), condition: { ifNoneMatch: '*' } });
    return { created: true };
  } catch (error) {
    // Who may only append gets 403 for what exists, before any condition is looked at.
    if (!isPodError(error) || (error.code !== 'conflict' && error.code !== 'access_denied')) throw error;
    const existing = await readBlock(pod, { date, number });
    if (existing === undefined) throw error;
    if (existing.jws !== jws) throw new PodError('conflict', { cause: error });
    return { created: false };
  }
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
