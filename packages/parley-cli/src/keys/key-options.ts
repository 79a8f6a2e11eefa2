import type { VerifyReceiptOptions } from '@parley/protocol';
import { WrongUse } from '../command/wrong-use.ts';
import { readKeys } from './read-keys.ts';
import { signedBy } from './signed-by.ts';

/** The options that say whose signature counts, for `parseArgs`. */
export const keyOptions = {
  keys: { type: 'string' },
  'vendor-keys': { type: 'string' },
  gateway: { type: 'string' },
  vendor: { type: 'string' },
} as const;

export type KeyValues = { readonly [name in keyof typeof keyOptions]?: string | undefined };

/** What the checks need, from the options of the command line. @throws {WrongUse} without `--keys` */
export async function checksOf(values: KeyValues): Promise<VerifyReceiptOptions> {
  if (values.keys === undefined)
    throw new WrongUse("Whose signature counts? Name the gateway's record keys with --keys.");
  const vendorKeys = values['vendor-keys'];
  return {
    verifySignature: signedBy(await readKeys(values.keys)),
    ...(vendorKeys === undefined ? {} : { verifyRequest: signedBy(await readKeys(vendorKeys)) }),
    ...(values.gateway === undefined ? {} : { gateway: values.gateway.replace(/\/$/, '') }),
    ...(values.vendor === undefined ? {} : { vendorId: values.vendor }),
  };
}
