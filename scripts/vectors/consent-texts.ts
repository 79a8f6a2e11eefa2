// The signed texts of a consent as the gateway makes them: the vendor's request, receipts, events.

import {
  CONSENT_EVENT_TYP,
  type ConsentEventClaims,
  categories,
  coveredFields,
  type DataAccess,
  RECEIPT_TYP,
  RECORD_PROFILE,
  REQUEST_TYP,
  type ReceiptClaims,
  sha256,
} from '@parley/protocol';
import type { JWK } from 'jose';
import type { Sign } from './signer.ts';
import { asked, CONSENT, GATEWAY, GIVEN_AT, instant, SUBJECT, VENDOR } from './story.ts';
import { recordKey, vendorKey } from './vector-keys.ts';

export function signRequest(sign: Sign, changes: object = {}, key: JWK = vendorKey): Promise<string> {
  return sign(key, REQUEST_TYP, {
    iss: VENDOR,
    client_id: VENDOR,
    aud: GATEWAY,
    jti: 'request-1',
    nbf: GIVEN_AT - 60,
    exp: GIVEN_AT + 240,
    response_type: 'code',
    redirect_uri: 'https://acme.example/callback',
    authorization_details: [asked],
    ...changes,
  });
}

interface Version {
  readonly version: number;
  readonly previous: string | null;
  readonly entry: DataAccess;
  readonly request: string;
  readonly consentId?: string;
}

const RECORD_IDS = ['0b0f4a53-6f3c-4d5c-9a51-2f1c6f2d7a01', '0b0f4a53-6f3c-4d5c-9a51-2f1c6f2d7a02'];
const LATER_RECORD_ID = '0b0f4a53-6f3c-4d5c-9a51-2f1c6f2d7a03';

export async function receiptClaims(options: Version): Promise<ReceiptClaims> {
  const { version, previous, entry, request, consentId = CONSENT } = options;
  const text = 'Acme Broadband may see, for “Customer care”: what the entry says, until the day it says.';
  const id = RECORD_IDS[version - 1] ?? LATER_RECORD_ID;
  return {
    iss: GATEWAY,
    aud: VENDOR,
    sub: SUBJECT,
    iat: GIVEN_AT + (version - 1) * 2 * 86_400,
    jti: id,
    consent_id: consentId,
    consent_version: version,
    previous,
    request,
    owner_ref: 'c2VhbGVkLWZvci10aGUtZ2F0ZXdheS1vbmx5',
    authorization_details: [entry],
    until: entry.access.until,
    record: {
      '@type': 'dpv:ConsentRecord',
      'dct:conformsTo': RECORD_PROFILE,
      'dct:identifier': id,
      'dpv:hasIdentifier': id,
      'parley:consentId': consentId,
      'parley:version': version,
      'parley:previousHash': previous,
      'dpv:hasDataSubject': { 'dct:identifier': SUBJECT },
      'dpv:hasDataController': { 'dct:identifier': VENDOR, 'dpv:hasName': 'Acme Broadband' },
      'dpv:hasNotice': [{ 'dct:description': text, 'parley:textHash': await sha256(text) }],
      'dpv:hasProcess': [process(entry)],
      'dpv:hasConsentControl': [{ '@type': 'dpv:WithdrawConsent', 'dpv:isExercisedAt': GATEWAY }],
    },
  };
}

function process(entry: DataAccess): object {
  const { duration, location, onEnd } = entry.retention;
  return {
    'dpv:hasPurpose': [{ '@type': entry.purpose }],
    'dpv:hasPersonalData': entry.datatypes.flatMap((name) =>
      coveredFields(entry, name).map((field) => ({
        '@type': categories.get(name)?.personalData,
        'parley:field': `${name}.${field}`,
        'dpv:hasNecessity': `https://w3id.org/dpv#${entry.fields[name]?.required.includes(field) ? 'Required' : 'Optional'}`,
      })),
    ),
    'dpv:hasProcessing': entry.actions,
    'dpv:hasRecipient': [VENDOR, ...entry.recipients],
    'dpv:hasStorageCondition': [
      { 'dpv:hasDuration': duration, 'dpv:hasLocation': location, 'parley:onEnd': onEnd },
    ],
    'dpv:hasDuration': { 'rdf:value': entry.access.until },
    'parley:filter': entry.filter,
    'parley:maxReadsPerDay': entry.access.maxReadsPerDay,
    'parley:benefit': entry.benefit,
  };
}

export function signReceipt(sign: Sign, claims: object, key: JWK = recordKey): Promise<string> {
  return sign(key, RECEIPT_TYP, claims);
}

const EVENT_ID = '5f7f1c1e-3a5e-4a44-8f0e-6d1b8a3f9c01';

export function eventClaims(
  options: Pick<ConsentEventClaims, 'event' | 'by' | 'previous'> & { version: number; day: number },
): ConsentEventClaims {
  const { event, by, previous, version, day } = options;
  const iat = GIVEN_AT + day * 86_400;
  const base = { iss: GATEWAY, iat, jti: EVENT_ID, consent_id: CONSENT, consent_version: version };
  return { ...base, event, at: instant(iat), by, previous };
}

export function signEvent(sign: Sign, claims: object, key: JWK = recordKey): Promise<string> {
  return sign(key, CONSENT_EVENT_TYP, claims);
}
