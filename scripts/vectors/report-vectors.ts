// A vendor's deletion reports in a consent's file: where they may stand, and how they can be wrong.

import { DELETION_REPORT_TYP, REPORT_RECEIVED_TYP, sha256 } from '@parley/protocol';
import type { JWK } from 'jose';
import { type ChainVector, consentLife } from './chain-vectors.ts';
import { eventClaims, receiptClaims, signEvent, signReceipt, signRequest } from './consent-texts.ts';
import type { Sign } from './signer.ts';
import {
  CONSENT,
  extended,
  GATEWAY,
  GIVEN_AT,
  given,
  instant,
  narrowed,
  OTHER_CONSENT,
  VENDOR,
} from './story.ts';
import { otherGatewayRecordKey, recordKey, vendorKey } from './vector-keys.ts';

const REPORTED_AT = GIVEN_AT + 7 * 86_400;
const REPORT_ID = '7c0a2c52-0f1e-4d57-8f0c-2f6d1a9b3e01';

const signReport = (sign: Sign, changes: object = {}, key: JWK = vendorKey): Promise<string> =>
  sign(key, DELETION_REPORT_TYP, {
    iss: VENDOR,
    aud: GATEWAY,
    iat: REPORTED_AT,
    jti: 'report-1',
    consent_id: CONSENT,
    deleted_at: instant(REPORTED_AT),
    what: [{ category: 'issues', outcome: 'deleted' }],
    ...changes,
  });

export async function reportVectors(sign: Sign): Promise<ChainVector[]> {
  const life = await consentLife(sign);
  const [first = '', , , , , end = ''] = life;
  const taken = async (after: string, version: number, changes: object = {}) =>
    sign(recordKey, REPORT_RECEIVED_TYP, {
      iss: GATEWAY,
      iat: REPORTED_AT,
      jti: REPORT_ID,
      consent_id: CONSENT,
      consent_version: version,
      at: instant(REPORTED_AT),
      report: await signReport(sign),
      previous: await sha256(after),
      ...changes,
    });
  const request = await signRequest(sign);
  const links = { previous: await sha256(first), previousStatement: await sha256(first) };
  const second = await signReceipt(
    sign,
    await receiptClaims({ version: 2, ...links, request, entry: narrowed }),
  );
  const longer = await signReceipt(
    sign,
    await receiptClaims({ version: 2, ...links, request, entry: { ...given, access: extended.access } }),
  );
  const withdrawn = async (after: string, version: number) =>
    signEvent(
      sign,
      eventClaims({ event: 'withdrawn', by: 'owner', previous: await sha256(after), version, day: 8 }),
    );
  const behindEnd = await taken(end, 3);
  const onNarrowing = await taken(second, 2);
  const whileExtending = await taken(longer, 1);
  const resumed = eventClaims({
    event: 'given',
    by: 'owner',
    previous: await sha256(behindEnd),
    version: 3,
    day: 8,
  });
  const wrong = async (name: string, code: ChainVector['problems'][number], changes: object) => ({
    name,
    status: 'withdrawn' as const,
    texts: [...life, await taken(end, 3, changes)],
    problems: [code],
  });
  return [
    {
      name: 'a deletion report behind the end',
      status: 'withdrawn',
      texts: [...life, behindEnd],
      problems: [],
    },
    {
      name: 'a deletion report on what a narrowing took away',
      status: 'withdrawn',
      texts: [first, second, onNarrowing, await withdrawn(onNarrowing, 2)],
      problems: [],
    },
    {
      name: 'a deletion report between an extension and the withdrawal that has overtaken it',
      status: 'withdrawn',
      texts: [first, longer, whileExtending, await withdrawn(whileExtending, 1)],
      problems: [],
    },
    {
      name: 'nothing comes alive behind a deletion report',
      status: 'withdrawn',
      texts: [...life, behindEnd, await signEvent(sign, resumed)],
      problems: ['8 after_end'],
    },
    {
      name: 'begins with a deletion report',
      status: null,
      texts: [await taken(first, 1)],
      problems: ['1 previous_mismatch', '1 version_mismatch'],
    },
    await wrong('a deletion report that does not continue the chain', '7 previous_mismatch', {
      previous: await sha256(first),
    }),
    await wrong('a deletion report about another version', '7 version_mismatch', { consent_version: 9 }),
    await wrong('a deletion report of another consent', '7 consent_mismatch', { consent_id: OTHER_CONSENT }),
    await wrong('a deletion report that is none', '7 report_malformed', { report: request }),
    {
      name: 'a word for a deletion report that is none',
      status: 'withdrawn',
      texts: [...life, await sign(recordKey, REPORT_RECEIVED_TYP, { hello: 'world' })],
      problems: ['7 report_malformed'],
    },
    await wrong('a deletion report on another consent inside', '7 report_mismatch', {
      report: await signReport(sign, { consent_id: OTHER_CONSENT }),
    }),
    await wrong('a deletion report that the vendor has not signed', '7 report_signature_invalid', {
      report: await signReport(sign, {}, otherGatewayRecordKey),
    }),
  ];
}
