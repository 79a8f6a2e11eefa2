import { BLOCK_TYP } from '@parley/protocol';
import { compactVerify, createLocalJWKSet, type JWK } from 'jose';

/**
 * For `verifyLedger`: the payload of a block that one of the gateway's record keys signed, `undefined` for any other text. Old keys stay in
 * the list for ever: the ledger is as old as its first block.
 */
export function blockSignature(options: { recordKeys: readonly JWK[] }): (jws: string) => Promise<unknown> {
  const keys = createLocalJWKSet({ keys: [...options.recordKeys] });
  return async (jws) => {
    try {
      const { payload, protectedHeader } = await compactVerify(jws, keys, { algorithms: ['ES256'] });
      return protectedHeader.typ === BLOCK_TYP ? JSON.parse(new TextDecoder().decode(payload)) : undefined;
    } catch {
      return undefined;
    }
  };
}
