import { type ChainedEntry, DPV, ledgerEntryBodySchema, PARLEY, RDF_TYPE } from '@parley/protocol';
import type { Statement, Term } from '../rdf/term.ts';
import { about, dateTime, integer, iri, text } from '../rdf/terms.ts';
import { DCT_TERMS, PROV } from '../rdf/vocabulary.ts';

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

/** What other Solid apps are told of an entry. @throws where its text is none */
export function projectEntry({ consentId, sequence, at, body }: ChainedEntry): EntryProjection {
  const entry = ledgerEntryBodySchema.parse(JSON.parse(body));
  return {
    consentId,
    sequence,
    at,
    outcome: entry.outcome,
    vendorId: entry.vendorId,
    ...(entry.purpose === undefined ? {} : { purpose: entry.purpose }),
    ...(entry.category === undefined ? {} : { category: entry.category }),
    ...(entry.fields === undefined ? {} : { fields: entry.fields }),
  };
}

/** The RDF of a block. `consents`: the address of the folder of the consents. */
export function blockTriples(options: {
  readonly url: string;
  readonly consents: string;
  readonly number: number;
  readonly jws: string;
  readonly entries: readonly EntryProjection[];
}): Statement[] {
  const { url, consents, number, jws, entries } = options;
  return [
    ...about(`${url}#block`, [
      [RDF_TYPE, iri(PARLEY.Block)],
      [PARLEY.sequence, integer(number)],
      [PARLEY.jws, text(jws)],
    ]),
    ...entries.flatMap((entry, index) => entryTriples(`${url}#e${index + 1}`, consents, entry)),
  ];
}

function entryTriples(self: string, consents: string, entry: EntryProjection): Statement[] {
  return about(self, [
    [RDF_TYPE, iri(entry.outcome === 'disclosed' ? PARLEY.Disclosure : PROV.Activity)],
    [PARLEY.sequence, integer(entry.sequence)],
    [DCT_TERMS.references, iri(`${consents}${entry.consentId}.ttl#consent`)],
    [PROV.endedAtTime, dateTime(entry.at)],
    [DCT_TERMS.identifier, text(entry.vendorId)],
    [DPV.hasPurpose, entry.purpose === undefined ? undefined : iri(entry.purpose)],
    [PARLEY.category, entry.category === undefined ? undefined : text(entry.category)],
    ...(entry.fields ?? []).map((field): [string, Term] => [PARLEY.field, text(field)]),
  ]);
}
