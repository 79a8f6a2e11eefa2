import { describe, expect, it } from 'vitest';
import { testEntry } from '../testing/test-vendor.ts';
import { consentRecord } from './consent-record.ts';

type Json = Record<string, unknown>;
const input = {
  recordId: '6f3a0f0e-5d5c-4d7e-9d57-0c3c7a1e2b11',
  consentId: 'consent_A',
  version: 1,
  subject: 'pairwise',
  gateway: 'https://gw.example',
  vendor: { id: 'https://acme.example/client', name: 'Acme', site: 'https://acme.example/' },
  details: [
    testEntry({
      datatypes: ['issues'],
      fields: { issues: { required: ['title'], optional: ['description'] } },
      filter: { issues: { addressee: 'requester', states: ['open'] } },
      access: { until: '2027-02-22T00:00:00Z', lookback: 'P90D', maxReadsPerDay: 500 },
      recipients: ['Carrier Ltd'],
      benefit: 'Faster repairs',
      terms: 'SD-BASE',
    }),
  ],
  givenAt: new Date('2026-11-22T12:00:00Z'),
  text: { version: '1', sha256: 'hash', content: 'Acme may see …' },
  previousSha256: null,
};
const record = consentRecord(input);
const { '@context': context, ...body } = record as { '@context': Record<string, unknown> } & Json;

describe('the consent record', () => {
  it('has the fields of ISO/IEC TS 27560 in the terms of DPV', () => {
    expect(body).toEqual({
      '@type': 'dpv:ConsentRecord',
      'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr',
      'dct:created': '2026-11-22T12:00:00.000Z',
      'dct:language': 'en',
      'dct:identifier': input.recordId,
      'dpv:hasIdentifier': input.recordId,
      'parley:consentId': 'consent_A',
      'parley:version': 1,
      'parley:previousHash': null,
      'dpv:hasDataSubject': { 'dct:identifier': 'pairwise' },
      'dpv:hasDataController': {
        '@type': 'dpv:DataController',
        'dct:identifier': 'https://acme.example/client',
        'dpv:hasName': 'Acme',
        'dpv:hasAddress': 'https://acme.example/',
      },
      'dpv:hasNotice': [
        {
          '@type': 'dpv:ConsentNotice',
          'dct:hasVersion': '1',
          'dct:language': 'en',
          'dct:description': 'Acme may see …',
          'parley:textHash': 'hash',
        },
      ],
      'dpv:hasProcess': [
        {
          '@type': 'dpv:Process',
          'dpv:hasPurpose': [{ '@type': 'https://w3id.org/dpv#CustomerCare' }],
          'dpv:hasPersonalData': [
            {
              '@type': 'https://w3id.org/dpv/pd#Communication',
              'parley:field': 'issues.title',
              'dpv:hasNecessity': 'https://w3id.org/dpv#Required',
            },
            {
              '@type': 'https://w3id.org/dpv/pd#Communication',
              'parley:field': 'issues.description',
              'dpv:hasNecessity': 'https://w3id.org/dpv#Optional',
            },
          ],
          'dpv:hasProcessing': ['read'],
          'dpv:hasRecipient': ['https://acme.example/client', 'Carrier Ltd'],
          'dpv:hasLegalBasis': 'https://w3id.org/dpv#Consent',
          'dpv:hasStorageCondition': [
            {
              '@type': 'dpv:StorageDuration',
              'dpv:hasDuration': 'P30D',
              'dpv:hasLocation': 'EU',
              'parley:onEnd': 'delete',
            },
          ],
          'dpv:hasDuration': { '@type': 'dpv:UntilTimeDuration', 'rdf:value': '2027-02-22T00:00:00Z' },
          'parley:filter': { issues: { addressee: 'requester', states: ['open'] } },
          'parley:lookback': 'P90D',
          'parley:maxReadsPerDay': 500,
          'parley:benefit': 'Faster repairs',
          'parley:terms': 'SD-BASE',
          'parley:termsBreaches': ['recipients_outside_agreement'],
        },
      ],
      'dpv:hasConsentStatus': [
        {
          '@type': ['dpv:ConsentGiven', 'dpv:ExplicitlyExpressedConsent'],
          'dpv:isIndicatedBy': 'https://w3id.org/dpv#DataSubject',
          'dpv:isIndicatedAtTime': '2026-11-22T12:00:00.000Z',
        },
      ],
      'dpv:hasConsentControl': [
        { '@type': 'dpv:WithdrawConsent', 'dpv:isExercisedAt': 'https://gw.example' },
      ],
    });
  });

  it('says of an agreement what breaks it, as far as that can be checked', () => {
    const breachesOf = (changes: Parameters<typeof testEntry>[0]) => {
      const [process] = consentRecord({ ...input, details: [testEntry(changes)] })[
        'dpv:hasProcess'
      ] as Json[];
      return process?.['parley:termsBreaches'];
    };
    expect(breachesOf({ terms: 'SD-BASE' })).toEqual([]);
    for (const changes of [{}, { terms: 'PDC' }, { terms: 'ACME-OWN' }])
      expect(breachesOf(changes)).toBeUndefined();
  });

  it('leaves out what is not stated', () => {
    const bare = consentRecord({ ...input, vendor: { id: 'acme', name: 'Acme' }, details: [testEntry()] });
    expect(bare['dpv:hasDataController']).not.toHaveProperty('dpv:hasAddress');
    const [process] = bare['dpv:hasProcess'] as Json[];
    for (const name of ['lookback', 'maxReadsPerDay', 'benefit', 'terms'])
      expect(process).not.toHaveProperty(`parley:${name}`);
  });
});

/** Every member of the record with its value, outside what the context says is plain JSON. */
function members(node: unknown): [name: string, value: unknown][] {
  if (Array.isArray(node)) return node.flatMap(members);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    [name, value],
    ...(typeOf(name) === '@json' ? [] : members(value)),
  ]);
}
const typeOf = (name: string): unknown => (context[name] as { '@type'?: string } | undefined)?.['@type'];

describe('read as JSON-LD', () => {
  it('every member and type is a term whose prefix the context has: nothing is lost', () => {
    const terms = members(body).flatMap(([name, value]) => (name === '@type' ? [value].flat() : [name]));
    for (const term of terms.map(String).filter((each) => !each.startsWith('https://'))) {
      const [prefix = '', ...rest] = term.split(':');
      expect(rest, term).toHaveLength(1);
      expect(context[prefix], term).toMatch(/^https?:.*[#/]$/);
    }
  });

  // Trap: a bare string is a literal, however much it looks like a link.
  it('every term of a vocabulary is a link', () => {
    const links = members(body).filter(
      ([name, value]) => name !== '@type' && /^https:\/\/w3id\.org\//.test(String(value)),
    );
    expect(links.length).toBeGreaterThan(4);
    for (const [name] of links) expect(typeOf(name), name).toBe('@id');
  });

  it('every instant is one', () => {
    const instants = members(body).filter(([, value]) => /^\d{4}-\d\d-\d\dT/.test(String(value)));
    expect(instants).toHaveLength(3);
    for (const [name] of instants) expect(typeOf(name), name).toBe('xsd:dateTime');
  });
});
