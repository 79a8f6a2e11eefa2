import { isGatewayError } from '../gateway-error.ts';
import { type FindIssueOptions, findIssues } from './find-issue.ts';
import type { MessageStore, UnsettledMessage } from './message-store.ts';
import type { ThreadWriter } from './thread-writer.ts';

export interface SettleOptions extends FindIssueOptions {
  readonly messages: Pick<MessageStore, 'unsettled' | 'complete' | 'drop'>;
  readonly threads: Pick<ThreadWriter, 'has'>;
}

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
  const { category, messages, threads } = options;
  const found = await findIssues(message.ownerId, [message], options);
  const issue = found?.names.get(message.issueId);
  const isInPod =
    found !== undefined &&
    issue !== undefined &&
    (await threads.has(found.place, { category, issue, podId: message.podId }));
  if (isInPod) await messages.complete(message, { isQuiet: found.muted.includes(issue) });
  else if (message.isOld) await messages.drop(message);
}
