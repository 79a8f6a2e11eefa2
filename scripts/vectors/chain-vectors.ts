// Consents from their files in the pod: a whole life, and each way in which a file can be wrong.

import { type ChainProblemCode, type ConsentStatus, sha256 } from '@parley/protocol';
import { eventClaims, receiptClaims, signEvent, signReceipt, signRequest } from './consent-texts.ts';
import { changeAt } from './receipt-vectors.ts';
import type { Sign } from './signer.ts';
import { extended, given, narrowed, OTHER_CONSENT } from './story.ts';
import { otherGatewayRecordKey } from './vector-keys.ts';

export interface ChainVector {
  readonly name: string;
  readonly texts: readonly string[];
  readonly status: ConsentStatus | null;
  /** The place of the text, and the code. */
  readonly problems: readonly `${number} ${ChainProblemCode}`[];
}

/** Given, paused, narrowed while paused, resumed, extended, withdrawn. */
export async function consentLife(sign: Sign): Promise<string[]> {
  const request = await signRequest(sign);
  const texts = [
    await signReceipt(sign, await receiptClaims({ version: 1, previous: null, entry: given, request })),
  ];
  const previous = () => sha256(texts.at(-1) ?? '');
  const event = async (name: ConsentStatus, version: number, day: number) =>
    texts.push(
      await signEvent(
        sign,
        eventClaims({ event: name, by: 'owner', previous: await previous(), version, day }),
      ),
    );
  const version = async (number: number, entry: typeof given) =>
    texts.push(
      await signReceipt(
        sign,
        await receiptClaims({ version: number, previous: await previous(), entry, request }),
      ),
    );
  await event('paused', 1, 1);
  await version(2, narrowed);
  await event('given', 2, 3);
  await version(3, extended);
  await event('withdrawn', 3, 5);
  return texts;
}

export async function chainVectors(sign: Sign): Promise<ChainVector[]> {
  const life = await consentLife(sign);
  const [first = '', pause = '', second = '', resume = '', third = '', end = ''] = life;
  const request = await signRequest(sign);
  const version = async (after: string, number: number, changes: object = {}) =>
    signReceipt(
      sign,
      await receiptClaims({
        version: number,
        previous: await sha256(after),
        entry: given,
        request,
        ...changes,
      }),
    );
  const event = async (after: string, changes: object) =>
    signEvent(sign, {
      ...eventClaims({ event: 'withdrawn', by: 'owner', previous: await sha256(after), version: 1, day: 6 }),
      ...changes,
    });
  const vector = (
    name: string,
    status: ChainVector['status'],
    texts: readonly string[],
    ...problems: ChainVector['problems']
  ): ChainVector => ({ name, texts, status, problems });
  const forgedKey = otherGatewayRecordKey;
  const forged = await signEvent(
    sign,
    eventClaims({ event: 'withdrawn', by: 'owner', previous: await sha256(first), version: 1, day: 6 }),
    forgedKey,
  );
  return [
    vector('given', 'given', [first]),
    vector('a whole life', 'withdrawn', life),
    vector('nothing', null, [], '0 chain_empty'),
    vector(
      'a byte of the pause is changed',
      'withdrawn',
      life.with(1, changeAt(pause, pause.length - 20)),
      '2 signature_invalid',
    ),
    vector(
      'a byte of the first version is changed',
      'withdrawn',
      life.with(0, changeAt(first, 200)),
      '1 signature_invalid',
    ),
    vector('an end forged with another key', 'given', [first, forged], '2 signature_invalid'),
    vector(
      'the pause is missing',
      'withdrawn',
      life.toSpliced(1, 1),
      '2 previous_mismatch',
      '3 act_not_allowed',
    ),
    vector(
      'a version is missing',
      'withdrawn',
      life.toSpliced(2, 1),
      '3 previous_mismatch',
      '3 version_mismatch',
      '4 version_mismatch',
    ),
    vector(
      'two texts in another order',
      'withdrawn',
      [first, second, pause, resume, third, end],
      '2 previous_mismatch',
      '3 previous_mismatch',
      '3 version_mismatch',
      '4 previous_mismatch',
    ),
    vector(
      'a text is there twice',
      'withdrawn',
      [first, pause, pause, second, resume, third, end],
      '3 previous_mismatch',
      '3 act_not_allowed',
    ),
    vector(
      'an event after the end',
      'withdrawn',
      [...life, await event(end, { event: 'given', consent_version: 3 })],
      '7 after_end',
    ),
    vector('a version after the end', 'withdrawn', [...life, await version(end, 4)], '7 after_end'),
    vector('a gap in the versions', 'given', [first, await version(first, 3)], '2 version_mismatch'),
    vector(
      'a new version that gives more',
      'withdrawn',
      [
        ...life.slice(0, 5),
        await version(third, 4),
        await event(await version(third, 4), { consent_version: 4 }),
      ],
      '6 version_widens',
    ),
    vector(
      'extended while paused',
      'paused',
      [first, pause, await version(pause, 2, { entry: { ...given, access: extended.access } })],
      '3 act_not_allowed',
    ),
    vector(
      'resumed without a pause',
      'given',
      [first, await event(first, { event: 'given' })],
      '2 act_not_allowed',
    ),
    vector(
      'withdrawn by the vendor',
      'given',
      [first, await event(first, { by: 'vendor' })],
      '2 act_not_allowed',
    ),
    vector(
      'an event about another version',
      'withdrawn',
      [first, await event(first, { consent_version: 2 })],
      '2 version_mismatch',
    ),
    vector(
      'an event of another consent',
      'given',
      [first, await event(first, { consent_id: OTHER_CONSENT })],
      '2 consent_mismatch',
    ),
    vector(
      'a version of another consent',
      'given',
      [first, await version(first, 2, { consentId: OTHER_CONSENT })],
      '2 consent_mismatch',
    ),
    vector(
      'begins with an event',
      null,
      [await event(first, {})],
      '1 previous_mismatch',
      '1 version_mismatch',
    ),
    vector(
      'an event that is none',
      'given',
      [first, await signEvent(sign, { hello: 'world' })],
      '2 event_malformed',
    ),
  ];
}
