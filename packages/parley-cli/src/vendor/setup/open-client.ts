import { readFile } from 'node:fs/promises';
import {
  allowInsecureLoopback,
  createVendorClient,
  type GatewayClient,
  isVendorSdkError,
  type PrivateVendorJwk,
} from '@parley/vendor-sdk';
import { WrongUse } from '../../command/wrong-use.ts';
import { parseObject } from './parse-object.ts';
import type { Setup } from './read-setup.ts';

/** The gateway, as this vendor speaks to it. @throws {WrongUse} */
export async function openGateway(
  setup: Pick<Setup, 'clientId' | 'gateway' | 'keyFile'>,
): Promise<GatewayClient> {
  const { clientId, gateway, keyFile } = setup;
  const text = await readFile(keyFile, 'utf8').catch(() => {
    throw new WrongUse(`${keyFile} cannot be read: name your key with --key.`);
  });
  const key = parseObject(text) as unknown as PrivateVendorJwk;
  return inWords(async () =>
    createVendorClient({ clientId, key, [allowInsecureLoopback]: true }).at(new URL(gateway).origin),
  );
}

/** What the SDK throws, as a sentence with a next step. @throws {WrongUse} */
export async function inWords<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (fault) {
    if (!isVendorSdkError(fault) || isVendorSdkError(fault, 'aborted')) throw fault;
    throw new WrongUse(`${fault.message} [${fault.code}] 'parley doctor' looks for the cause.`);
  }
}
