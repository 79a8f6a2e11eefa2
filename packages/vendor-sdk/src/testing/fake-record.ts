import {
  type AuthorizationDetails,
  type Categories,
  coveredFields,
  type DataAccess,
  sha256,
} from '@parley/protocol';

export interface RecordFacts {
  readonly recordId: string;
  readonly consentId: string;
  readonly version: number;
  readonly previous: string | null;
  readonly subject: string;
  readonly gateway: string;
  readonly vendorId: string;
  readonly details: AuthorizationDetails;
  readonly categories: Categories;
}

const NOTICE = 'The text that the owner of a fake gateway saw.';

/** The part of a consent record that stands beside the receipt's claims: as much as a verification holds against them. */
export async function fakeRecord(facts: RecordFacts): Promise<Record<string, unknown>> {
  return {
    '@type': 'dpv:ConsentRecord',
    'dct:identifier': facts.recordId,
    'dpv:hasIdentifier': facts.recordId,
    'parley:consentId': facts.consentId,
    'parley:version': facts.version,
    'parley:previousHash': facts.previous,
    'dpv:hasDataSubject': { 'dct:identifier': facts.subject },
    'dpv:hasDataController': { 'dct:identifier': facts.vendorId },
    'dpv:hasConsentControl': [{ 'dpv:isExercisedAt': facts.gateway }],
    'dpv:hasNotice': [{ 'dct:description': NOTICE, 'parley:textHash': await sha256(NOTICE) }],
    'dpv:hasProcess': facts.details.map((entry) => processOf(entry, facts)),
  };
}

function processOf(entry: DataAccess, { vendorId, categories }: RecordFacts): Record<string, unknown> {
  const { retention, access } = entry;
  return {
    'dpv:hasPurpose': [{ '@type': entry.purpose }],
    'dpv:hasPersonalData': entry.datatypes.flatMap((name) => personalData(entry, name, categories)),
    'dpv:hasProcessing': entry.actions,
    'dpv:hasRecipient': [vendorId, ...entry.recipients],
    'dpv:hasStorageCondition': [
      {
        'dpv:hasDuration': retention.duration,
        'dpv:hasLocation': retention.location,
        'parley:onEnd': retention.onEnd,
      },
    ],
    'dpv:hasDuration': { 'rdf:value': access.until },
    'parley:filter': entry.filter,
    'parley:lookback': access.lookback,
    'parley:maxReadsPerDay': access.maxReadsPerDay,
    'parley:benefit': entry.benefit,
    'parley:terms': entry.terms,
  };
}

function personalData(entry: DataAccess, name: string, categories: Categories): object[] {
  const required = entry.fields[name]?.required ?? [];
  return coveredFields(entry, name).map((field) => ({
    '@type': categories.get(name)?.personalData,
    'parley:field': `${name}.${field}`,
    'dpv:hasNecessity': `https://w3id.org/dpv#${required.includes(field) ? 'Required' : 'Optional'}`,
  }));
}
