import { firstRecordKeys, followRecordKeys, signedBy, type VerifyReceiptOptions } from '@parley/protocol';
import type { FoundProblem } from '../command/outcome.ts';
import { WrongUse } from '../command/wrong-use.ts';
import { readKeyStatements } from '../files/read-key-statements.ts';
import { readKeys } from './read-keys.ts';

/** The options that say whose signature counts, for `parseArgs`. */
export const recordKeyOptions = { keys: { type: 'string' }, 'pod-keys': { type: 'string' } } as const;
export const keyOptions = {
  ...recordKeyOptions,
  'vendor-keys': { type: 'string' },
  gateway: { type: 'string' },
  vendor: { type: 'string' },
} as const;

export type KeyValues = { readonly [name in keyof typeof keyOptions]?: string | undefined };

/** Whether any keys are named at all. */
export const namesKeys = (values: KeyValues): boolean =>
  values.keys !== undefined || values['pod-keys'] !== undefined;

/** What the checks need, from the options of the command line. @throws {WrongUse} where no keys are named */
export async function checksOf(values: KeyValues): Promise<VerifyReceiptOptions> {
  const vendorKeys = values['vendor-keys'];
  return {
    verifySignature: await recordSignature(values),
    ...(vendorKeys === undefined ? {} : { verifyRequest: signedBy(await readKeys(vendorKeys)) }),
    ...(values.gateway === undefined ? {} : { gateway: values.gateway.replace(/\/$/, '') }),
    ...(values.vendor === undefined ? {} : { vendorId: values.vendor }),
  };
}

/** Of a pod's own keys, those count that follow from the keys that are named; where none are named, from its own first one. */
async function recordSignature({ keys, 'pod-keys': folder }: KeyValues) {
  if (keys === undefined && folder === undefined)
    throw new WrongUse("Whose signature counts? Name the gateway's record keys with --keys.");
  const statements = folder === undefined ? [] : await readKeyStatements(folder);
  const trusted = keys === undefined ? await firstRecordKeys(statements) : await readKeys(keys);
  return signedBy(await followRecordKeys(statements, trusted));
}

/** Where only the pod says whose keys they are, nobody has said so. */
export function signerProblems({ keys, 'pod-keys': folder }: KeyValues): FoundProblem[] {
  if (keys !== undefined || folder === undefined) return [];
  const detail =
    'these keys come from the pod itself: they show whether anything was changed, not who signed it; name a key that you trust with --keys';
  return [{ code: 'keys_from_pod', where: folder, detail }];
}
