import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { signedBy, verifyReceipt } from '@parley/protocol';
import { type GatewayClient, isVendorSdkError, type VendorClient } from '@parley/vendor-sdk';
import { readText } from '../../files/read-text.ts';
import { readKeys } from '../../keys/read-keys.ts';
import { parseObject } from '../setup/parse-object.ts';
import type { SeenReceipt } from './evidence.ts';

/** Each is asked about at its gateway, one after the other. */
const MAX_RECEIPTS = 50;

interface Kept {
  readonly gateway: string;
  readonly consentId: string;
  readonly file: string;
}

/** The newest receipt of each consent in a folder of the SDK's file store: whether it is genuine, and how the consent stands. */
export async function lookAtReceipts(
  folder: string,
  options: { readonly client: VendorClient; readonly signal: AbortSignal },
): Promise<SeenReceipt[]> {
  const kept = (await keptIn(folder)).slice(0, MAX_RECEIPTS);
  const seen: SeenReceipt[] = [];
  for (const receipt of kept) seen.push(await lookAt(receipt, options));
  return seen;
}

async function lookAt(
  { gateway, consentId, file }: Kept,
  { client, signal }: { readonly client: VendorClient; readonly signal: AbortSignal },
): Promise<SeenReceipt> {
  const text = await readText(file).catch(() => '');
  const { receipt } = parseObject(text) ?? {};
  if (typeof receipt !== 'string') return { file, problems: ['unreadable'] };
  const keys = await readKeys(gateway).catch(() => undefined);
  // Without the gateway's keys it cannot be judged, and the gateway's own check has failed before.
  if (keys === undefined) return { file, problems: [], standing: 'network' };
  const { problems } = await verifyReceipt(receipt, {
    gateway,
    vendorId: client.clientId,
    verifySignature: signedBy(keys),
  });
  const codes = problems.map(({ code }) => code);
  if (codes.length > 0) return { file, problems: codes };
  return { file, problems: [], ...(await standingOf(consentId, client.at(gateway), signal)) };
}

async function standingOf(
  consentId: string,
  gateway: GatewayClient,
  signal: AbortSignal,
): Promise<Pick<SeenReceipt, 'standing' | 'report'>> {
  try {
    const { status, deletionReport } = await gateway.status(consentId, { signal });
    const { state, dueBy } = deletionReport;
    const isAwaited = state === 'unanswered' || state === 'late';
    return {
      standing: status,
      ...(isAwaited && dueBy !== undefined && { report: { dueBy, isLate: state === 'late' } }),
    };
  } catch (fault) {
    signal.throwIfAborted();
    if (!isVendorSdkError(fault)) throw fault;
    return { standing: fault.code };
  }
}

/** `<folder>/<gateway>/<consent id>/<version>.json`. */
async function keptIn(folder: string): Promise<Kept[]> {
  const found: Kept[] = [];
  for (const gateway of await namesIn(folder)) {
    for (const consentId of await namesIn(join(folder, gateway))) {
      const names = await namesIn(join(folder, gateway, consentId));
      const versions = names.flatMap((name) => (/^\d+\.json$/.test(name) ? [Number.parseInt(name, 10)] : []));
      const origin = originIn(gateway);
      if (versions.length === 0 || !URL.canParse(origin)) continue;
      const file = join(folder, gateway, consentId, `${Math.max(...versions)}.json`);
      found.push({ gateway: origin, consentId, file });
    }
  }
  return found;
}

/** The folder's name as the SDK has made it; any other holds nothing of ours. */
function originIn(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
