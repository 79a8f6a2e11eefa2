// Signs the vectors. An ES256 signature is another one each time: what was signed before is taken again, so that writing
// the vectors anew changes only what has changed.

import { CompactSign, importJWK, type JWK } from 'jose';

export type Sign = (key: JWK, typ: string, claims: object) => Promise<string>;

/** `earlier`: the text of the vectors as they are now. */
export function createSigner(earlier: string): Sign {
  const known = new Map(
    [...earlier.matchAll(/[\w-]{20,}\.[\w-]{20,}\.[\w-]{86}/g)].map(([jws]) => [unsigned(jws), jws]),
  );
  return async (key, typ, claims) => {
    const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', typ, kid: key.kid ?? '' })
      .sign(await importJWK(key, 'ES256'));
    const kept = known.get(unsigned(signed)) ?? signed;
    known.set(unsigned(signed), kept);
    return kept;
  };
}

const unsigned = (jws: string): string => jws.slice(0, jws.lastIndexOf('.'));
