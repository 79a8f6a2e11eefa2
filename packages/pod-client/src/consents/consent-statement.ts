import { type ConsentStatus, DPV, PARLEY, RDF_TYPE, RECORD_PROFILE } from '@parley/protocol';
import type { Statement, Term } from '../rdf/term.ts';
import { about, dateTime, integer, iri, text } from '../rdf/terms.ts';
import { DCT_TERMS, DPV_IDENTIFIER } from '../rdf/vocabulary.ts';

/** What a consent allows for one purpose, for other Solid apps to read. */
export interface ConsentProcess {
  /** An IRI of the Data Privacy Vocabulary. */
  readonly purpose: string;
  /** IRIs of kinds of personal data. */
  readonly personalData: readonly string[];
  /** Names of the approved fields, such as `issues.title`. */
  readonly fields: readonly string[];
}

/** One signed version or event of a consent: the JWS is the truth, everything else says the same in DPV terms. */
export interface ConsentStatement {
  /** 1, 2, 3 … in its document, over versions and events together. */
  readonly sequence: number;
  readonly jws: string;
  /** What the owner's app presented when the owner decided. */
  readonly evidence?: string;
  readonly version: number;
  /** The state that it leads to. Absent: it is a deletion report of the vendor, which leads to none. */
  readonly status?: ConsentStatus;
  /** RFC 3339. */
  readonly at: string;
  readonly by: 'owner' | 'vendor' | 'operator' | 'gateway';
  /** Set for a version; an event has none. */
  readonly record?: {
    /** The record's identifier (UUID). */
    readonly id: string;
    /** The vendor's client id. */
    readonly vendorId: string;
    /** RFC 3339. */
    readonly until: string;
    readonly processes: readonly ConsentProcess[];
  };
}

/** The states in DPV terms. It has no pause. */
const STATUS_IRIS: Readonly<Record<ConsentStatus, string>> = {
  given: DPV.ConsentGiven,
  paused: PARLEY.ConsentPaused,
  withdrawn: DPV.ConsentWithdrawn,
  relinquished: DPV.ConsentRevoked,
  revoked: DPV.ConsentRevoked,
  expired: DPV.ConsentExpired,
};

/** The RDF of one statement: only IRIs with a fragment of the document, so that it can be appended by a patch. */
export function consentTriples(document: string, statement: ConsentStatement): Statement[] {
  const { sequence, record } = statement;
  const self = `${document}#s${sequence}`;
  const status = `${self}-status`;
  const hasStatus: [string, Term] = [DPV.hasConsentStatus, iri(status)];
  const indicated: [string, Term][] = [
    [DPV.isIndicatedAtTime, dateTime(statement.at)],
    [DPV.isIndicatedBy, iri(`${document}#${statement.by}`)],
  ];
  return [
    ...about(self, [
      [RDF_TYPE, iri(kindOf(statement))],
      [PARLEY.sequence, integer(sequence)],
      [PARLEY.version, integer(statement.version)],
      [PARLEY.jws, text(statement.jws)],
      [PARLEY.evidence, statement.evidence === undefined ? undefined : text(statement.evidence)],
      ...(statement.status === undefined ? indicated : [hasStatus]),
    ]),
    ...(statement.status === undefined
      ? []
      : about(status, [[RDF_TYPE, iri(STATUS_IRIS[statement.status])], ...indicated])),
    ...(record === undefined ? [] : recordTriples(document, self, record)),
  ];
}

function kindOf({ record, status }: ConsentStatement): string {
  if (record !== undefined) return DPV.ConsentRecord;
  return status === undefined ? PARLEY.DeletionReport : PARLEY.ConsentEvent;
}

function recordTriples(
  document: string,
  self: string,
  record: NonNullable<ConsentStatement['record']>,
): Statement[] {
  const processes = record.processes.map((process, index) => ({
    ...process,
    subject: `${self}-process-${index + 1}`,
  }));
  return [
    ...about(self, [
      [DCT_TERMS.conformsTo, iri(RECORD_PROFILE)],
      [DCT_TERMS.identifier, text(record.id)],
      [DPV_IDENTIFIER, text(record.id)],
      [DPV.hasDataSubject, iri(`${document}#owner`)],
      [DPV.hasDataController, iri(`${document}#vendor`)],
      [DCT_TERMS.valid, dateTime(record.until)],
      ...processes.map(({ subject }): [string, Term] => [DPV.hasProcess, iri(subject)]),
    ]),
    ...about(`${document}#vendor`, [[DCT_TERMS.identifier, text(record.vendorId)]]),
    ...processes.flatMap(({ subject, purpose, personalData, fields }) =>
      about(subject, [
        [RDF_TYPE, iri(DPV.Process)],
        [DPV.hasPurpose, iri(purpose)],
        ...personalData.map((each): [string, Term] => [DPV.hasPersonalData, iri(each)]),
        ...fields.map((each): [string, Term] => [PARLEY.field, text(each)]),
      ]),
    ),
  ];
}
