import {
  type AuthorizationDetails,
  breachesOfNamedAgreement,
  type Categories,
  coveredFields,
  type DataAccess,
  DPV,
  PARLEY_NAMESPACE,
  categories as published,
  RECORD_PROFILE,
} from '@parley/protocol';

interface RecordInput {
  readonly recordId: string;
  readonly consentId: string;
  readonly version: number;
  readonly subject: string;
  readonly gateway: string;
  readonly vendor: { id: string; name: string; site?: string };
  readonly details: AuthorizationDetails;
  readonly categories?: Categories | undefined;
  readonly givenAt: Date;
  readonly text: { version: string; sha256: string; content: string };
  readonly previousSha256: string | null;
}

/** Every prefix that is used, and every value that is a link, an instant or JSON: a bare string would be a literal. */
const CONTEXT = {
  '@version': 1.1,
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  dct: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  parley: PARLEY_NAMESPACE,
  'dct:conformsTo': { '@type': '@id' },
  'dct:created': { '@type': 'xsd:dateTime' },
  'dpv:hasLegalBasis': { '@type': '@id' },
  'dpv:hasNecessity': { '@type': '@id' },
  'dpv:isExercisedAt': { '@type': '@id' },
  'dpv:isIndicatedBy': { '@type': '@id' },
  'dpv:isIndicatedAtTime': { '@type': 'xsd:dateTime' },
  'rdf:value': { '@type': 'xsd:dateTime' },
  'parley:filter': { '@type': '@json' },
  // An empty list would be lost otherwise: that nothing was found is said too.
  'parley:termsBreaches': { '@type': '@json' },
} as const;

/**
 * The consent record: the fields of ISO/IEC TS 27560 in terms of DPV 2.3, as JSON-LD. No data value, and the owner only by the
 * vendor's pairwise subject: the same object may be handed to the vendor.
 *
 * @see https://w3id.org/dpv/guides/consent-27560
 */
export function consentRecord(input: RecordInput): Record<string, unknown> {
  return {
    '@context': CONTEXT,
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': RECORD_PROFILE,
    'dct:created': input.givenAt.toISOString(),
    'dct:language': 'en',
    'dct:identifier': input.recordId,
    'dpv:hasIdentifier': input.recordId,
    'parley:consentId': input.consentId,
    'parley:version': input.version,
    'parley:previousHash': input.previousSha256,
    'dpv:hasDataSubject': { 'dct:identifier': input.subject },
    'dpv:hasDataController': {
      '@type': 'dpv:DataController',
      'dct:identifier': input.vendor.id,
      'dpv:hasName': input.vendor.name,
      ...(input.vendor.site === undefined ? {} : { 'dpv:hasAddress': input.vendor.site }),
    },
    'dpv:hasNotice': [
      {
        '@type': 'dpv:ConsentNotice',
        'dct:hasVersion': input.text.version,
        'dct:language': 'en',
        'dct:description': input.text.content,
        'parley:textHash': input.text.sha256,
      },
    ],
    'dpv:hasProcess': input.details.map((entry) => process(entry, input.vendor.id, input.categories)),
    'dpv:hasConsentStatus': [
      {
        '@type': ['dpv:ConsentGiven', 'dpv:ExplicitlyExpressedConsent'],
        'dpv:isIndicatedBy': `${CONTEXT.dpv}DataSubject`,
        'dpv:isIndicatedAtTime': input.givenAt.toISOString(),
      },
    ],
    'dpv:hasConsentControl': [{ '@type': 'dpv:WithdrawConsent', 'dpv:isExercisedAt': input.gateway }],
  };
}

function process(entry: DataAccess, vendorId: string, categories?: Categories): Record<string, unknown> {
  return {
    '@type': 'dpv:Process',
    'dpv:hasPurpose': [{ '@type': entry.purpose }],
    'dpv:hasPersonalData': entry.datatypes.flatMap((name) => personalData(entry, name, categories)),
    'dpv:hasProcessing': entry.actions,
    'dpv:hasRecipient': [vendorId, ...entry.recipients],
    'dpv:hasLegalBasis': DPV.ConsentGiven.replace('ConsentGiven', 'Consent'),
    'dpv:hasStorageCondition': [
      {
        '@type': 'dpv:StorageDuration',
        'dpv:hasDuration': entry.retention.duration,
        'dpv:hasLocation': entry.retention.location,
        'parley:onEnd': entry.retention.onEnd,
      },
    ],
    'dpv:hasDuration': { '@type': 'dpv:UntilTimeDuration', 'rdf:value': entry.access.until },
    'parley:filter': entry.filter,
    ...(entry.access.lookback === undefined ? {} : { 'parley:lookback': entry.access.lookback }),
    ...(entry.access.maxReadsPerDay === undefined
      ? {}
      : { 'parley:maxReadsPerDay': entry.access.maxReadsPerDay }),
    ...(entry.benefit === undefined ? {} : { 'parley:benefit': entry.benefit }),
    ...(entry.terms === undefined ? {} : namedAgreement(entry, entry.terms)),
  };
}

/** Only what both sides know: the owner's own standing terms are no business of the vendor's, who gets this record. */
function namedAgreement(entry: DataAccess, terms: string): Record<string, unknown> {
  const breaches = breachesOfNamedAgreement(entry);
  return {
    'parley:terms': terms,
    ...(breaches === undefined ? {} : { 'parley:termsBreaches': breaches.map(({ code }) => code) }),
  };
}

function personalData(entry: DataAccess, name: string, categories = published): Record<string, unknown>[] {
  const required = new Set(entry.fields[name]?.required ?? []);
  return coveredFields(entry, name).map((field) => ({
    '@type': categories.get(name)?.personalData,
    'parley:field': `${name}.${field}`,
    'dpv:hasNecessity': `${CONTEXT.dpv}${required.has(field) ? 'Required' : 'Optional'}`,
  }));
}
