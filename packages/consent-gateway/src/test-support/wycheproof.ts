import { readFileSync } from 'node:fs';
import type { JWK } from 'jose';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly jws: string;
  readonly result: 'valid' | 'invalid';
}

interface Group {
  readonly comment: string;
  readonly key?: JWK;
  readonly tests: readonly Vector[];
}

const file = new URL('../../../../test/vectors/others/wycheproof-jws.json', import.meta.url);
export const { groups } = JSON.parse(readFileSync(file, 'utf8')) as { groups: readonly Group[] };

/** The one key for ES256 signatures, in several groups. */
export const [es256Key] = groups.flatMap(({ key }) => (key?.alg === 'ES256' ? [key] : []));

/** What an attacker may put where a signature stands: r and s of 0, 1, n - 1 and n, too long, too large. */
export const hostileSignatures: readonly (readonly [string, string])[] = groups
  .filter(({ comment }) => comment === 'SpecialCaseEs256')
  .flatMap(({ tests }) => tests)
  .filter(({ result }) => result === 'invalid')
  .map(({ tcId, comment, jws }) => [`${tcId} ${comment}`, jws.split('.')[2] ?? ''] as const);
