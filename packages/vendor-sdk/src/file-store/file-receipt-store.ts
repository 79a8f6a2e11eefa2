// Receipts on a disk, for Node: the one part of this package that is not for browsers and workers.
// <folder>/<gateway>/<consent id>/<version>.json, ended.json beside them once it has ended, and heads/<day>.<sequence>.json: the last head
// of each day.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { consentStatuses } from '@parley/protocol';
import { isEndedStatus } from '../consent/ended-status.ts';
import { VendorSdkError } from '../errors.ts';
import type { ConsentEnd, ConsentKey, ReceiptStore, SavedReceipt } from '../receipt/receipt-store.ts';
import { keepHead, latestHead } from './heads.ts';
import { orNothing, readSaved } from './read-saved.ts';
import { writeWhole } from './write-whole.ts';

export interface FileReceiptStoreOptions {
  /** Made when it is not there. Only this user may look into it. */
  readonly folder: string;
}

/**
 * Keeps receipts in a folder, one small folder a consent. A version is a file of its own that is never written to again, so that any
 * number of processes may share the folder without a lock, and every receipt stays, as proof. Files are whole or not there, survive
 * a crash once saved, and are this user's alone (0600).
 *
 * @throws {store_failed} from what it is used for, when a file is damaged, or cannot be written or read
 * @example
 * ```ts
 * import { createVendorClient, generateVendorKey } from '@parley/vendor-sdk';
 * import { createFileReceiptStore } from '@parley/vendor-sdk/file-store';
 *
 * const client = createVendorClient({
 *   clientId: 'https://acme.example/client.json',
 *   key: await generateVendorKey(),
 *   store: createFileReceiptStore({ folder: '/var/lib/acme/receipts' }),
 * });
 * console.log(client.clientId);
 * ```
 */
export function createFileReceiptStore({ folder }: FileReceiptStoreOptions): ReceiptStore {
  const folderOf = ({ gateway, consentId }: ConsentKey): string => {
    // A dot or a slash would make another path of it.
    if (!/^[\w-]{1,100}$/.test(consentId)) throw failed('a consent id that is no file name');
    return join(folder, encodeURIComponent(gateway), consentId);
  };
  return {
    async save({ ended, head, ...receipt }) {
      const own = folderOf(receipt);
      await writeWhole(join(own, `${receipt.version}.json`), receipt);
      if (ended !== undefined) await writeWhole(join(own, 'ended.json'), ended);
      if (head !== undefined) await keepHead(join(own, 'heads'), head);
    },
    async find(key) {
      const own = folderOf(key);
      const version = await latestVersion(own);
      if (version === undefined) return undefined;
      const receipt = await readSaved(join(own, `${version}.json`), isReceiptOf({ ...key, version }));
      const ended = await readSaved(join(own, 'ended.json'), isEnd).catch(orNothing);
      const head = await latestHead(join(own, 'heads'));
      return { ...receipt, ...(ended !== undefined && { ended }), ...(head !== undefined && { head }) };
    },
  };
}

async function latestVersion(folder: string): Promise<number | undefined> {
  const names = (await readdir(folder).catch(orNothing)) ?? [];
  const versions = names.flatMap((name) => (/^\d+\.json$/.test(name) ? [Number.parseInt(name, 10)] : []));
  return versions.length === 0 ? undefined : Math.max(...versions);
}

/** A file that was moved to another consent's place proves nothing there. */
const isReceiptOf =
  ({ gateway, consentId, version }: ConsentKey & { readonly version: number }) =>
  (value: Record<string, unknown>): value is Record<string, unknown> & SavedReceipt =>
    value['gateway'] === gateway &&
    value['consentId'] === consentId &&
    value['version'] === version &&
    typeof value['receipt'] === 'string';

const isEnd = (value: Record<string, unknown>): value is Record<string, unknown> & ConsentEnd =>
  isEndedStatus(consentStatuses.find((known) => known === value['status'])) &&
  ['undefined', 'string'].includes(typeof value['deleteBy']);

const failed = (detail: string): VendorSdkError => new VendorSdkError('store_failed', { detail });
