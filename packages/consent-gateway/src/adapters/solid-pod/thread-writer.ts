import {
  addMessage,
  addOpening,
  addToOpening,
  isPodError,
  openPod,
  type Pod,
  readItem,
  readOpened,
} from '@parley/pod-client';
import type { DataCategory, OpenedIssue, ThreadMessage } from '@parley/protocol';
import type { ThreadWriter } from '../../conversation/thread-writer.ts';
import type { PodPlace } from '../../read/pod-reader.ts';
import { isContentFault, orUnavailable } from './pod-fault.ts';

const TIMEOUT_MS = 10_000;

/** Adds to issues' documents, and where vendors begin, as the gateway, which can neither change nor delete what is there. */
export function createThreadWriter({ podFetch }: { readonly podFetch: typeof fetch }): ThreadWriter {
  const open = ({ container }: PodPlace, signal: AbortSignal) =>
    openPod({ container, fetch: podFetch, signal });
  const limited = (signal?: AbortSignal) => {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  };
  return {
    async add(place, { category, issue, podId, createdAt, vendorId, ...said }, signal) {
      const pod = open(place, limited(signal));
      const identity = { id: podId, createdAt: createdAt.toISOString() };
      const message = { category, itemId: issue, maker: vendorId, from: 'vendor' as const };
      const added = await unlessAbsent(() => addMessage(pod, { ...message, ...said, identity }));
      if (added === 'added' || category.openedDocument === undefined) return added;
      return unlessAbsent(() =>
        addToOpening(pod, { category, id: issue, vendorId, message: { ...said, ...identity } }),
      );
    },
    async open(place, { category, issue, podId, createdAt: at, vendorId, title, kind, ...said }, signal) {
      const createdAt = at.toISOString();
      const { content, by, signed } = said;
      const message = { content, by, signed, id: podId, createdAt };
      const opening = { category, id: issue, title, kind, createdAt, vendorId, message };
      return unlessAbsent(() => addOpening(open(place, limited(signal)), opening));
    },
    async has(place, { category, issue, podId }) {
      const pod = open(place, limited());
      const { ownerWebId } = place;
      const isThere = (messages: unknown) =>
        Array.isArray(messages) && messages.some(({ id }: ThreadMessage) => id === podId);
      // Where it waits first: what is gone from there is in the issue.
      const waiting = await orUnavailable(() => readWaiting(pod, category, ownerWebId));
      if (isThere(waiting.find(({ id }) => id === issue)?.messages)) return true;
      const read = () => readItem(pod, { category, id: issue, ownerWebId });
      const item = await orUnavailable(() => read().catch(undefinedIfAbsent));
      return isThere(item?.fields['messages']);
    },
  };
}

/** A document that cannot be understood holds nothing that could be gone on with. */
async function readWaiting(
  pod: Pod,
  category: DataCategory,
  ownerWebId: string,
): Promise<readonly OpenedIssue[]> {
  if (category.openedDocument === undefined) return [];
  try {
    return (await readOpened(pod, { category, ownerWebId }))?.openings ?? [];
  } catch (error) {
    if (isContentFault(error)) return [];
    throw error;
  }
}

const isAbsent = (error: unknown): boolean => isPodError(error) && error.code === 'not_found';

function undefinedIfAbsent(error: unknown): undefined {
  if (!isAbsent(error)) throw error;
}

async function unlessAbsent(write: () => Promise<unknown>): Promise<'added' | 'absent'> {
  try {
    await orUnavailable(write, isAbsent);
    return 'added';
  } catch (error) {
    if (isAbsent(error)) return 'absent';
    throw error;
  }
}
