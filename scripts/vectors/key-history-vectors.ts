// How record keys follow from each other: the signed statements of a pod's `ledger/keys/`, and whose count.

import { RECORD_KEY_TYP } from '@parley/protocol';
import type { JWK } from 'jose';
import type { Sign } from './signer.ts';
import { GATEWAY, GIVEN_AT } from './story.ts';
import { laterRecordKey, otherGatewayRecordKey, publicKeySet, recordKey, vendorKey } from './vector-keys.ts';

export interface KeyHistoryVector {
  readonly name: string;
  /** In any order. */
  readonly statements: readonly string[];
  /** The ids of the keys that are trusted to begin with, out of `all-record-keys.json`. */
  readonly trusted: readonly string[];
  /** The ids of all keys that count then. */
  readonly known: readonly string[];
}

export async function keyHistoryVectors(sign: Sign): Promise<KeyHistoryVector[]> {
  const introduce = (key: JWK, by: JWK, changes: object = {}): Promise<string> =>
    sign(by, RECORD_KEY_TYP, {
      iss: GATEWAY,
      iat: GIVEN_AT,
      jwk: publicPoint(key),
      previous: by.kid === key.kid ? null : (by.kid ?? ''),
      ...changes,
    });
  const first = await introduce(recordKey, recordKey);
  const second = await introduce(laterRecordKey, recordKey);
  const third = await introduce(otherGatewayRecordKey, laterRecordKey);
  const [one, two, three] = [recordKey.kid, laterRecordKey.kid, otherGatewayRecordKey.kid];
  const vector = (
    name: string,
    statements: readonly string[],
    trusted: readonly string[],
    known: readonly string[],
  ): KeyHistoryVector => ({ name, statements, trusted, known });
  return [
    vector('nothing', [], [one], [one]),
    vector('two rotations', [first, second, third], [one], [one, two, three]),
    vector('in another order', [third, second, first], [one], [one, two, three]),
    vector('only forwards', [first, second, third], [two], [two, three]),
    vector('one in the middle is missing', [first, third], [one], [one]),
    vector('none is trusted', [first, second, third], [], []),
    vector(
      'a key that introduces itself',
      [first, await introduce(otherGatewayRecordKey, otherGatewayRecordKey)],
      [one],
      [one],
    ),
    vector(
      'introduced by a key that is none of the gateway',
      [first, await introduce(laterRecordKey, vendorKey)],
      [one],
      [one],
    ),
    vector(
      'signed by another key than it names',
      [first, await sign({ ...vendorKey, kid: one }, RECORD_KEY_TYP, introduced(laterRecordKey, one))],
      [one],
      [one],
    ),
    vector(
      'signed as something else',
      [first, await sign(recordKey, 'parley-block+jwt', introduced(laterRecordKey, one))],
      [one],
      [one],
    ),
    vector(
      'a statement that is none',
      [first, await sign(recordKey, RECORD_KEY_TYP, { hello: 'world' })],
      [one],
      [one],
    ),
  ];
}

const introduced = (key: JWK, previous: string): object => ({
  iss: GATEWAY,
  iat: GIVEN_AT,
  jwk: publicPoint(key),
  previous,
});

function publicPoint({ kty, crv, x, y, kid }: JWK): JWK {
  return { kty, crv, x, y, kid } as JWK;
}

/** Every record key of these vectors. */
export const allRecordKeys = (): object => publicKeySet(recordKey, laterRecordKey, otherGatewayRecordKey);
