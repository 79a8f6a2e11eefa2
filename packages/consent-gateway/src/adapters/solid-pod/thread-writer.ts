import { addMessage, isPodError, openPod, readItem } from '@parley/pod-client';
import type { ThreadWriter } from '../../conversation/thread-writer.ts';
import type { PodPlace } from '../../read/pod-reader.ts';
import { orUnavailable } from './pod-fault.ts';

const TIMEOUT_MS = 10_000;

/** Adds to issues' documents as the gateway, which can neither change nor delete what is there. */
export function createThreadWriter({ podFetch }: { readonly podFetch: typeof fetch }): ThreadWriter {
  const open = ({ container }: PodPlace, signal: AbortSignal) =>
    openPod({ container, fetch: podFetch, signal });
  const limited = (signal?: AbortSignal) => {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  };
  return {
    async add(place, { category, issue, podId, createdAt, vendorId, ...said }, signal) {
      const identity = { id: podId, createdAt: createdAt.toISOString() };
      const message = { category, itemId: issue, maker: vendorId, from: 'vendor' as const };
      const isAbsent = (error: unknown) => isPodError(error) && error.code === 'not_found';
      try {
        await orUnavailable(
          () => addMessage(open(place, limited(signal)), { ...message, ...said, identity }),
          isAbsent,
        );
        return 'added';
      } catch (error) {
        if (isAbsent(error)) return 'absent';
        throw error;
      }
    },
    async has(place, { category, issue, podId }) {
      const item = await orUnavailable(() =>
        readItem(open(place, limited()), { category, id: issue, ownerWebId: place.ownerWebId }),
      );
      const { messages } = item.fields;
      return typeof messages === 'object' && messages.some(({ id }) => id === podId);
    },
  };
}
