import { areEqual, derivedKey } from '../secrets/digests.ts';

const STEP_SECONDS = 60;
/** Steps before and after the present one that are taken: clocks differ, and a nonce in use must not expire under way. */
const TOLERATED_STEPS = 2;

export interface DpopNonces {
  /** The nonce to hand out now. */
  current(): string;
  accepts(nonce: string): boolean;
}

/**
 * Nonces without a memory: the HMAC of a time step, the same on every process, each good for two to five minutes. It is the
 * scheme of the authorization server's library; with its `nonceSecret` as key, clients keep one nonce for both endpoints.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-9
 */
export function createDpopNonces(options: { readonly key: Buffer; readonly now: () => Date }): DpopNonces {
  const presentStep = () => Math.floor(options.now().getTime() / 1000 / STEP_SECONDS);
  let known: { step: number; nonces: readonly string[] } = { step: Number.NaN, nonces: [] };
  const noncesNow = (): readonly string[] => {
    const step = presentStep();
    if (known.step !== step) {
      const steps = Array.from({ length: 2 * TOLERATED_STEPS + 1 }, (_, at) => step - TOLERATED_STEPS + at);
      known = { step, nonces: steps.map((each) => nonceOf(options.key, each)) };
    }
    return known.nonces;
  };
  return {
    current: () => String(noncesNow()[TOLERATED_STEPS + 1]),
    accepts: (nonce) => noncesNow().some((each) => areEqual(each, nonce)),
  };
}

function nonceOf(key: Buffer, step: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(step));
  return derivedKey(key, { salt: message, info: 'DPoP' }).toString('base64url');
}
