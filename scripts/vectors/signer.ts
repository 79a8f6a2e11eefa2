// Signs the vectors. An ES256 signature is another one each time: what was signed before is taken again, so that writing
// the vectors anew changes only what has changed.

import { readCompactJws } from '@parley/protocol';
import { CompactSign, compactVerify, importJWK, type JWK } from 'jose';

/** `header`: what stands there beside or instead; `undefined` takes a member away. */
export type Sign = (key: JWK, typ: string, claims: object, header?: object) => Promise<string>;

/** A member of a header that nobody understands. */
export const UNKNOWN_MEMBER = 'urn:example:unknown';
const crit = { [UNKNOWN_MEMBER]: true };

/** `earlier`: the text of the vectors as they are now. */
export function createSigner(earlier: string): Sign {
  const known = signedTextsIn(earlier);
  return async (key, typ, claims, header = {}) => {
    const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', typ, kid: key.kid ?? '', ...header })
      .sign(await importJWK(key, 'ES256'), { crit });
    for (const text of known)
      if (unsigned(text) === unsigned(signed) && (await isSignedBy(text, key))) return text;
    known.push(signed);
    return signed;
  };
}

/** Also those inside of others: a receipt holds a request. Some of the vectors are wrong on purpose. */
function signedTextsIn(text: string): string[] {
  return [...text.matchAll(/[\w-]{20,}\.[\w-]{20,}\.[\w-]{86}/g)].flatMap(([jws]) => {
    const payload = readCompactJws(jws)?.payload;
    return payload === undefined ? [] : [jws, ...signedTextsIn(JSON.stringify(payload))];
  });
}

async function isSignedBy(jws: string, { kty = '', crv = '', x = '', y = '' }: JWK): Promise<boolean> {
  const key = await importJWK({ kty, crv, x, y }, 'ES256');
  return compactVerify(jws, key, { crit }).then(
    () => true,
    () => false,
  );
}

const unsigned = (jws: string): string => jws.slice(0, jws.lastIndexOf('.'));
