// Receipts: one that proves what it says, and each way in which one does not.

import { BLOCK_TYP, type ReceiptClaims, type ReceiptProblemCode } from '@parley/protocol';
import { receiptClaims, signReceipt, signRequest } from './consent-texts.ts';
import type { Sign } from './signer.ts';
import { asked, given, OTHER_CONSENT } from './story.ts';
import { otherGatewayRecordKey, otherVendorKey, recordKey } from './vector-keys.ts';

export interface ReceiptVector {
  readonly name: string;
  readonly receipt: string;
  readonly problems: readonly ReceiptProblemCode[];
}

export async function receiptVectors(sign: Sign): Promise<ReceiptVector[]> {
  const request = await signRequest(sign);
  const claims = await receiptClaims({ version: 1, previous: null, entry: given, request });
  const good = await signReceipt(sign, claims);
  const changed = (changes: object) => signReceipt(sign, { ...claims, ...changes });
  const withRequest = async (requestChanges: object) =>
    changed({ request: await signRequest(sign, requestChanges) });
  const withRecord = (record: object) => changed({ record: { ...claims.record, ...record } });
  const vector = (name: string, receipt: string, ...problems: ReceiptProblemCode[]): ReceiptVector => ({
    name,
    receipt,
    problems,
  });
  return [
    vector('good', good),
    vector('a byte of the payload is changed', changeAt(good, good.indexOf('.') + 40), 'signature_invalid'),
    vector('the last character is another spelling of the same bytes', respelled(good), 'signature_invalid'),
    vector(
      'signed by another gateway',
      await signReceipt(sign, claims, otherGatewayRecordKey),
      'signature_invalid',
    ),
    vector('signed as a block', await sign(recordKey, BLOCK_TYP, claims), 'signature_invalid'),
    vector('no receipt', await signReceipt(sign, { hello: 'world' }), 'receipt_malformed'),
    vector('of another gateway', await otherGateway(sign, claims), 'other_gateway'),
    vector(
      'for another vendor',
      await otherVendor(sign, claims),
      'other_vendor',
      'request_signature_invalid',
    ),
    vector(
      'with the request of another vendor',
      await withRequest({ iss: 'https://other.example', client_id: 'https://other.example' }),
      'request_mismatch',
    ),
    vector(
      'with a request to another gateway',
      await withRequest({ aud: 'https://other.example' }),
      'request_mismatch',
    ),
    vector(
      'with a request that the vendor did not sign',
      await changed({ request: await signRequest(sign, {}, otherVendorKey) }),
      'request_signature_invalid',
    ),
    vector(
      'with a request that cannot be read',
      await changed({ request: 'no.request.here' }),
      'request_malformed',
      'request_signature_invalid',
    ),
    vector(
      'gives a field that was not asked for',
      await signReceipt(
        sign,
        await receiptClaims({
          version: 1,
          previous: null,
          entry: given,
          request: await signRequest(sign, {
            authorization_details: [
              { ...asked, fields: { ...asked.fields, issues: { required: ['title'], optional: [] } } },
            ],
          }),
        }),
      ),
      'more_than_asked',
    ),
    vector(
      'gives a longer time',
      await withRequest({
        authorization_details: [{ ...asked, access: { ...asked.access, until: '2027-01-01T00:00:00.000Z' } }],
      }),
      'more_than_asked',
    ),
    vector('states another end', await changed({ until: '2027-02-23T00:00:00.000Z' }), 'until_mismatch'),
    vector(
      'the text is not that of its hash',
      await withRecord({
        'dpv:hasNotice': [{ ...notice(claims), 'dct:description': 'Acme may see everything.' }],
      }),
      'notice_mismatch',
    ),
    vector('without the text', await withRecord({ 'dpv:hasNotice': [] }), 'notice_mismatch'),
    vector(
      'the record names another person',
      await withRecord({ 'dpv:hasDataSubject': { 'dct:identifier': 'owner_other' } }),
      'record_mismatch',
    ),
    vector(
      'the record has a purpose less',
      await withRecord({ 'dpv:hasProcess': [] }),
      ...Array<ReceiptProblemCode>(12).fill('record_mismatch'),
    ),
    vector(
      'the record names another consent',
      await withRecord({ 'parley:consentId': OTHER_CONSENT }),
      'record_mismatch',
    ),
  ];
}

function notice(claims: ReceiptClaims): object {
  return (claims.record['dpv:hasNotice'] as object[])[0] ?? {};
}

async function otherGateway(sign: Sign, claims: ReceiptClaims): Promise<string> {
  const iss = 'https://other-gateway.example';
  const request = await signRequest(sign, { aud: iss });
  const control = [{ '@type': 'dpv:WithdrawConsent', 'dpv:isExercisedAt': iss }];
  return signReceipt(sign, {
    ...claims,
    iss,
    request,
    record: { ...claims.record, 'dpv:hasConsentControl': control },
  });
}

async function otherVendor(sign: Sign, claims: ReceiptClaims): Promise<string> {
  const aud = 'https://other-vendor.example/client.json';
  const request = await signRequest(sign, { iss: aud, client_id: aud }, otherVendorKey);
  const [process] = claims.record['dpv:hasProcess'] as object[];
  const record = {
    ...claims.record,
    'dpv:hasDataController': { 'dct:identifier': aud },
    'dpv:hasProcess': [{ ...process, 'dpv:hasRecipient': [aud] }],
  };
  return signReceipt(sign, { ...claims, aud, request, record });
}

/** Another character at one place. */
export function changeAt(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

/** The spare bits of the last character set: a lenient reader takes it for the same signature. */
function respelled(jws: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return jws.slice(0, -1) + alphabet[alphabet.indexOf(jws.slice(-1)) + 1];
}
