import type { VerifySignature } from '@parley/protocol';
import { compactVerify, createLocalJWKSet, type JWK } from 'jose';

/** The payload of what one of the gateway's record keys, of today or before, signed as this kind. */
export function createRecordSignature(options: { readonly recordKeys: readonly JWK[] }): VerifySignature {
  const keys = createLocalJWKSet({ keys: [...options.recordKeys] });
  return async (jws, typ) => {
    const { payload, protectedHeader } = await compactVerify(jws, keys, { algorithms: ['ES256'] });
    return protectedHeader.typ === typ ? JSON.parse(new TextDecoder().decode(payload)) : undefined;
  };
}
