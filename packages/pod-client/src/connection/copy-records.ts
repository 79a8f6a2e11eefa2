import { readDocument } from '../conditional-get.ts';
import { consentAddress } from '../consents/consent-address.ts';
import { listConsents } from '../consents/list-consents.ts';
import { PodError } from '../errors.ts';
import { honourAddress } from '../honours/honour-address.ts';
import { listHonours } from '../honours/list-honours.ts';
import { createDocument } from '../http/create-container.ts';
import { blockAddress } from '../ledger/block-address.ts';
import { listBlocks } from '../ledger/list-blocks.ts';
import { listRecordKeys } from '../ledger/list-record-keys.ts';
import { MAX_SIGNED_TEXT_BYTES } from '../ledger/parse-block-document.ts';
import { recordKeyAddress } from '../ledger/record-key-address.ts';
import type { Pod } from '../open-pod.ts';

/**
 * For an owner whose pod moves: copies consents with what vendors said under them, ledger and record keys from the container before to a new one that is connected, byte for byte, so
 * that the consents go on and the chain stays whole. What is there already stays as it is, and trying again goes on where it stopped.
 *
 * @throws {PodError} `not_found`: something was deleted meanwhile, try again; `access_denied`, `unavailable`
 * @example await copyRecords({ from: openPod(before), to: openPod(now) })
 */
export async function copyRecords({ from, to }: { readonly from: Pod; readonly to: Pod }): Promise<void> {
  for (const kid of await listRecordKeys(from))
    await copy(recordKeyAddress(from, kid), recordKeyAddress(to, kid));
  // The ledger first: it is what shows whether a consent's file is the latest.
  for await (const place of listBlocks(from)) await copy(blockAddress(from, place), blockAddress(to, place));
  for await (const id of listConsents(from)) {
    await copy(consentAddress(from, id), consentAddress(to, id));
    for (const place of await listHonours(from, id))
      await copy(honourAddress(from, place), honourAddress(to, place));
  }

  async function copy(source: string, target: string): Promise<void> {
    const reading = await readDocument({ ...from, url: source, maxBytes: MAX_SIGNED_TEXT_BYTES });
    if (reading.status !== 'read') throw new PodError('not_found');
    await createDocument(to, target, reading.turtle);
  }
}
