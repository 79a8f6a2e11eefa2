import type { DataCategory } from '@parley/protocol';
import type { OwnerDirectory } from '../consent/owner-directory.ts';
import { isGatewayError } from '../gateway-error.ts';
import { idsFor, type VisibleOptions } from '../read/visible-item.ts';
import type { MessageStore, UnsettledMessage } from './message-store.ts';
import type { ThreadWriter } from './thread-writer.ts';

export interface SettleOptions extends Pick<VisibleOptions, 'mirror' | 'itemKey'> {
  readonly messages: Pick<MessageStore, 'unsettled' | 'complete' | 'drop'>;
  /** What is answered: issues. */
  readonly category: DataCategory;
  readonly owners: Pick<OwnerDirectory, 'find'>;
  readonly threads: Pick<ThreadWriter, 'has'>;
}

const PATIENCE_MS = 20_000;

/**
 * A message that was cut off between the pod and the ledger: where it is in the pod the ledger gets it, where it never came there it is
 * forgotten. Nothing is written into a pod here: only the vendor has the words, and sends them again.
 */
export async function settleMessages(options: SettleOptions): Promise<void> {
  for (const message of await options.messages.unsettled()) {
    try {
      await settle(message, options);
    } catch (fault) {
      // Pod or database: the next round comes.
      if (!isGatewayError(fault)) throw fault;
    }
  }
}

async function settle(message: UnsettledMessage, options: SettleOptions): Promise<void> {
  const isInPod = await isThere(message, options);
  if (isInPod) await options.messages.complete(message);
  else if (message.isOld) await options.messages.drop(message);
}

async function isThere(message: UnsettledMessage, options: SettleOptions): Promise<boolean> {
  const owner = await options.owners.find(message.ownerId);
  if (owner === undefined) return false;
  const place = { container: owner.container, ownerWebId: owner.webId };
  const { category } = options;
  const { content } = await options.mirror.list(place, category, AbortSignal.timeout(PATIENCE_MS));
  const ids = idsFor(message, category.name, options);
  const issue = content.find(({ id }) => ids.item(id) === message.issueId)?.id;
  return issue !== undefined && options.threads.has(place, { category, issue, podId: message.podId });
}
